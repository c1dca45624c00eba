"""Templates: our own Jinja environment, in which a page sees its view and nothing else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.bccache import Bucket

from newsroom.build import digests, kept
from newsroom.build.fragments import Shared
from newsroom.build.plan import Plan, PlannedPage
from newsroom.core.problems import Problem


class _Compiled(BytecodeCache):
    """Compiled templates, kept between builds; Jinja itself compares them with their sources."""

    def __init__(self, folder: Path) -> None:
        # What our own tag compiles to is no part of what Jinja compares.
        self._folder = folder / digests.code().hex()
        for old in folder.iterdir() if folder.is_dir() else ():
            if old != self._folder:
                kept.remove(old)

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(kept.Unusable):
            found = kept.load(self._folder / bucket.key)
            if isinstance(found, bytes):
                bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        kept.save(self._folder / bucket.key, bucket.bytecode_to_string())


def environment(theme: Path, compiled: Path | None = None) -> Environment:
    """Return the environment of a theme; it has no fall-back theme, no filters and no globals of ours.

    Args:
        theme: the theme.
        compiled: the folder in which compiled templates are kept; None to keep none.
    """
    env = Environment(
        loader=FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[Shared],
        # A build reads each template once; otherwise each use of one would look at its file.
        auto_reload=False,
        bytecode_cache=_Compiled(compiled) if compiled else None,
    )
    env.globals.clear()
    return env


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


def render(page: PlannedPage, env: Environment) -> bytes:
    """Return a page as it is written.

    It is given its view and nothing else; Pelican's writer copies all settings and lists of the site for each page.
    """
    return env.get_template(page.template).render(view=page.view()).encode()
