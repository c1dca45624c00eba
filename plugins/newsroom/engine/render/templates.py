"""Templates: our own Jinja environments, in which a page sees its view and nothing else; one for each language."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket

from newsroom.core.problems import Problem
from newsroom.engine.cache import digests, kept
from newsroom.engine.i18n.catalogues import SOURCE, Catalogues
from newsroom.engine.i18n.wording import ForeignTextTags, TranslationExtension
from newsroom.engine.plan import Plan, PlannedPage
from newsroom.engine.render.fragments import SharedFragment
from newsroom.engine.render.template_additions import Additions, PelicanUndefined

#: The folder of a theme in which its catalogues are.
TRANSLATIONS = "translations"


class _BytecodeCache(BytecodeCache):
    """Compiled templates of one language, kept between builds; Jinja itself compares them with their sources.

    Args:
        folder: where those of all languages are.
        lang: the language.
        words: the digest of its catalogue, whose words are in what templates are compiled to.
        home: the language of the magazine, which decides what marks its words on pages in another.
    """

    def __init__(self, folder: Path, lang: str, words: bytes, home: str) -> None:
        # What our own tags compile to is no part of what Jinja compares.
        self._folder = folder / f"{lang} {digests.of(digests.code(), words, home).hex()}"
        for old in folder.iterdir() if folder.is_dir() else ():
            if old != self._folder and old.name.partition(" ")[0] == lang:
                kept.remove(old)

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(kept.Unusable):
            found = kept.load(self._folder / bucket.key)
            if isinstance(found, bytes):
                bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        kept.save(self._folder / bucket.key, bucket.bytecode_to_string())


class _Environment(Environment):
    """One whose templates all have its own globals, and no map around them: Jinja goes through that at every import."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class Environments:
    """The environments of a theme, one for each language that its pages are shown in, made when first asked for.

    Args:
        theme: the theme.
        catalogues: its words in other languages; by default there are none.
        compiled: the folder in which compiled templates are kept; None to keep none.
        additions: what third-party plugins add; None where there are none.
    """

    def __init__(
        self,
        theme: Path,
        catalogues: Catalogues | None = None,
        compiled: Path | None = None,
        additions: Additions | None = None,
    ) -> None:
        self._catalogues = catalogues or Catalogues(theme / TRANSLATIONS)
        self._compiled = compiled
        self._additions = additions
        self._loader = FileSystemLoader(theme / "templates")
        self._made: dict[str, Environment] = {}

    def of(self, lang: str = SOURCE) -> Environment:
        """Return the environment for pages in a language."""
        code = self._catalogues.choose(lang)
        if code not in self._made:
            self._made[code] = self._make(code)
        return self._made[code]

    def _make(self, lang: str) -> Environment:
        catalogue = self._catalogues.of(lang)
        digest, home = self._catalogues.digest(lang), self._catalogues.home
        cache = _BytecodeCache(self._compiled, lang, digest, home) if self._compiled else None
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
            bytecode_cache=cache,
            finalize=catalogue.shown,
        )
        env.policies["ext.i18n.trimmed"] = True
        env.globals.clear()
        language = self._catalogues.language(lang)
        env.extend(say=catalogue.say, marks=language.marks)
        words = catalogue.translations
        env.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
        env.globals.update(_=catalogue.say, language=language)
        env.tests["translated"] = catalogue.knows
        if self._additions:
            self._additions.extend(env)
        return env


def environment(theme: Path, additions: Additions | None = None) -> Environment:
    """Return the environment of a theme for pages in English; it has no fall-back theme and no filters of ours."""
    return Environments(theme, additions=additions).of()


def template_problems(plan: Plan, env: Environment) -> list[Problem]:
    """Return the templates that pages need and the theme has not, and those that cannot be read."""
    problems: list[Problem] = []
    for name in sorted({page.template for page in plan.pages.values()}):
        try:
            env.get_template(name)
        except TemplateNotFound:
            path = f"theme/templates/{name}"
            problems.append(Problem(path, 0, 0, "template-missing", "the theme has no such template", "put it back"))
        except TemplateSyntaxError as error:
            path = f"theme/templates/{error.name or name}"
            problems.append(Problem(path, error.lineno, 0, "unexpected", str(error.message), "mend this line"))
    return problems


def render(page: PlannedPage, env: Environment, more: Mapping[str, Any] | None = None) -> bytes:
    """Return a page as it is written.

    It is given its view and nothing else, but for what its template looks for of ``more``, which third-party plugins
    add; Pelican's writer copies all settings and lists of the site for each page.
    """
    return env.get_template(page.template).render(**(more or {}), view=page.view()).encode()
