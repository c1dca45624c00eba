"""Templates: one Jinja environment for each language, in which a template sees its view and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError

from newsroom.core.problems import Problem
from newsroom.engine.cache import digests
from newsroom.engine.i18n.catalogues import SOURCE, Catalogues
from newsroom.engine.i18n.translation_tags import ForeignTextTags, TranslationExtension
from newsroom.engine.plan import PlannedPage
from newsroom.engine.render import compiled_templates, template_faults
from newsroom.engine.render.fragments import SharedFragment
from newsroom.engine.render.template_additions import Additions, PelicanUndefined
from newsroom.engine.render.template_runtime import TemplateEnvironment
from newsroom.engine.theme import Theme

#: The folder of a theme in which its catalogues are.
TRANSLATIONS = "translations"

#: Compiled templates by what decides what they are compiled to, and how many are kept: each has a few dozen kilobytes.
_compiled: dict[tuple[bytes, str | None, str], CodeType] = {}
_MOST_COMPILED = 1000


class _Environment(TemplateEnvironment):
    """One whose templates all have its own globals, and no map around them: Jinja goes through that at every import.

    Compiled templates are code, and so are in no cache of a project. A process keeps them in memory, and
    `compiled_templates` on the disk, by their source and by `words`, the digest of all else that decides what they are
    compiled to; empty where plugins add to it.
    """

    words = b""
    lang = SOURCE

    def compile(
        self,
        source: Any,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """Return a template as code; see Jinja."""
        if raw or not self.words:
            return super().compile(source, name, filename, raw, defer_init)  # type: ignore[call-overload]
        key = (self.words, name, source)
        code = _compiled.get(key)
        if code is None:
            if len(_compiled) >= _MOST_COMPILED:
                _compiled.clear()
            code = _compiled[key] = self._compiled_once(source, name, filename)
        # The same template may lie in the themes of two projects: errors name the file of this one.
        return code.replace(co_filename=filename or "<template>")

    def _compiled_once(self, source: str, name: str | None, filename: str | None) -> CodeType:
        """Return a template as code, from the disk where an earlier process has compiled it."""
        key = digests.of(self.words, name, source)
        code = compiled_templates.load(name, self.lang, key) if name else None
        if code is None:
            code = super().compile(source, name, filename)
            if name:
                compiled_templates.store(name, self.lang, key, code)
        return code

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class Environments:
    """The environments of a theme, one for each language that its pages are shown in, made when first asked for.

    Args:
        theme: the theme.
        catalogues: its words in other languages; by default there are none.
        additions: variables, filters, tests and globals of third-party plugins; None where there are none.
        planned: the addresses at which something will be, for templates that ask for a page by name; None for any.
    """

    def __init__(
        self,
        theme: Theme,
        catalogues: Catalogues | None = None,
        additions: Additions | None = None,
        planned: Container[str] | None = None,
    ) -> None:
        self._catalogues = catalogues or Catalogues(catalogue_folders(theme))
        self._additions = additions
        self._planned = planned
        self._loader = FileSystemLoader([folder / "templates" for folder in theme.folders])
        self._made: dict[str, Environment] = {}

    def of(self, lang: str = SOURCE) -> Environment:
        """Return the environment for pages in a language."""
        code = self._catalogues.choose(lang)
        if code not in self._made:
            self._made[code] = self._make(code)
        return self._made[code]

    def _make(self, lang: str) -> Environment:
        catalogue = self._catalogues.of(lang)
        env = _Environment(
            loader=self._loader,
            autoescape=True,
            undefined=PelicanUndefined if self._additions else StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[SharedFragment, TranslationExtension, ForeignTextTags],
            # A build reads each template once; otherwise each use of one would look at its file.
            auto_reload=False,
            finalize=catalogue.shown,
        )
        env.policies["ext.i18n.trimmed"] = True
        env.globals.clear()
        language = self._catalogues.language(lang, self._planned)
        env.extend(say=catalogue.say, printed=catalogue.printed, lang_attributes=language.lang_attributes)
        words = catalogue.translations
        env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
        env.globals.update(_=catalogue.say, language=language)
        env.tests["translated"] = catalogue.knows
        if self._additions:
            self._additions.extend(env)
        else:
            env.lang = lang
            env.words = digests.of(digests.code(), lang, self._catalogues.digest(lang), self._catalogues.home)
        return env


def catalogue_folders(theme: Theme) -> tuple[Path, ...]:
    """Return the folders of a theme's catalogues; of two of the same language the first counts."""
    return tuple(folder / TRANSLATIONS for folder in theme.folders)


def environment(theme: Theme, additions: Additions | None = None) -> Environment:
    """Return the environment of a theme for pages in English; it has no fall-back theme and no filters of ours."""
    return Environments(theme, additions=additions).of()


def template_problems(names: Iterable[str], env: Environment, theme: Theme) -> list[Problem]:
    """Return the templates, of those that pages need, that the theme has not, and those that cannot be read."""
    problems: list[Problem] = []
    for name in sorted(set(names)):
        try:
            env.get_template(name)
        except TemplateNotFound:
            path = theme.display_name(f"templates/{name}")
            problems.append(Problem(path, 0, 0, "template-missing", "the theme has no such template", "put it back"))
        except TemplateSyntaxError as error:
            path = theme.display_name(f"templates/{error.name or name}")
            problems.append(Problem(path, error.lineno, 0, "unexpected", str(error.message), "mend this line"))
        except UnicodeDecodeError:
            unreadable = template_faults.encoding_problem(theme)
            problems += [unreadable] if unreadable else []
    return problems


def render(page: PlannedPage, env: Environment, more: Mapping[str, Any] | None = None) -> bytes:
    """Return a page as it is written.

    It is given its view and nothing else, but for what its template looks for of ``more``, which third-party plugins
    add; Pelican's writer copies all settings and lists of the site for each page.
    """
    return env.get_template(page.template).render(**(more or {}), view=page.view()).encode()
