"""Execution of third-party plugins, with Pelican's objects and signals; the files that they write are staged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jinja2 import Environment
from pelican import ArticlesGenerator, Pelican, StaticGenerator
from pelican.generators import PagesGenerator
from pelican.plugins import signals

from newsroom.core import urls
from newsroom.core.problems import Problem
from newsroom.engine.pelican.content_watch import ContentWatch
from newsroom.engine.pelican.generators import OwnArticles, OwnPages, OwnStaticFiles
from newsroom.engine.pelican.output_copy import OutputCopy
from newsroom.engine.pelican.output_guard import closed
from newsroom.engine.pelican.plugin_loading import Plugin
from newsroom.engine.pelican.plugin_pages import problems as page_problems
from newsroom.engine.pelican.third_party import ThirdParty
from newsroom.engine.plan import Plan
from newsroom.engine.render.template_additions import Additions, template_variable
from newsroom.engine.write.staging import Stage

_IN_PLACE_OF = {ArticlesGenerator: OwnArticles, PagesGenerator: OwnPages, StaticGenerator: OwnStaticFiles}
_OURS = tuple(_IN_PLACE_OF.values())
#: The start of the element of a page that search engines may not list.
_HIDDEN = b'<meta name="robots" content="noindex'
#: The template of text-only editions, which name their story as theirs.
_TEXT_EDITION = "text.html"
_LOOKING = ("content_written", "finalized")


class Run:
    """One run of third-party plugins, in the middle of a build.

    Args:
        pelican: Pelican.
        plugins: the plugins.
        planned: everything that the newsroom writes itself.
        stage: where the build's files wait; None where nothing is written.
    """

    def __init__(self, pelican: Pelican, plugins: ThirdParty, planned: Plan, stage: Stage | None) -> None:
        self._pelican, self._plugins, self._plan, self._stage = pelican, plugins, planned, stage
        self.problems: list[Problem] = []
        self.generators: list[Any] = []
        output = planned.edition.settings.output
        self.copy = OutputCopy(output.parent / f".{output.name}.others", planned, stage)
        self._watch = ContentWatch()

    @contextmanager
    def code(self) -> Iterator[None]:
        """Give third-party code the copy as its OUTPUT_PATH, and hear what it logs."""
        pelican, real, settings = self._pelican, self._pelican.output_path, self._plan.edition.settings
        pelican.output_path = pelican.settings["OUTPUT_PATH"] = str(self.copy.folder)
        try:
            with self._plugins.collecting_messages(), closed(*map(str, (settings.output, settings.content))):
                yield
        finally:
            pelican.output_path = pelican.settings["OUTPUT_PATH"] = real

    # ------------------------------------------------------------------------------------------------- articles

    def read(self) -> None:
        """Run Pelican's generators, ours in the place of its own, up to the moment when they would write."""
        pelican, edition = self._pelican, self._plan.edition
        if self._stage is not None:
            self.copy.folder.mkdir(parents=True, exist_ok=True)
        self._watch = ContentWatch(self._plugins, self._check_output)
        edition.put(self._watch)
        with self.code():
            context = pelican.settings.copy()
            context |= {"generated_content": {}, "static_links": set(), "static_content": {}, "EDITION": edition}
            context["localsiteurl"] = pelican.settings["SITEURL"]
            self.generators = [
                _IN_PLACE_OF.get(kind, kind)(
                    context=context,
                    settings=pelican.settings,
                    path=pelican.path,
                    theme=pelican.theme,
                    output_path=pelican.output_path,
                )
                for kind in pelican._get_generator_classes()  # noqa: SLF001  a subclass of ours, and its only name
            ]
            for generator in self.generators:
                if hasattr(generator, "generate_context"):
                    generator.generate_context()
                    self._check_output(self._plugins.owner(type(generator)))
            self._watch.send(signals.all_generators_finalized, self.generators, self._contents)
        self._check_output(None)
        self.problems += self._watch.problems()

    def _contents(self) -> list[Any]:
        contents: list[Any] = []
        for generator in self.generators:
            if isinstance(generator, OwnArticles):
                contents += [*generator.articles, *generator.translations]
            elif isinstance(generator, OwnPages):
                contents += generator.pages
        return contents

    def _check_output(self, plugin: Plugin | None) -> None:
        """Check the written files in the name of the plugin whose code just ran."""
        if plugin is None and len(self._plugins.plugins) == 1:
            plugin = self._plugins.plugins[0]
        name = plugin.name if plugin else f"one of {', '.join(one.name for one in self._plugins.plugins)}"

        def problem(rule: str, message: str, fix: str) -> Problem:
            if plugin is not None:
                return plugin.problem(rule, message, fix)
            return Problem("pelicanconf.py", 0, 0, rule, f"{name} {message}", fix)

        self.problems += self.copy.stage_changes(name, problem)

    def take_problems(self) -> list[Problem]:
        """Return the problems that were found since they were last asked for."""
        problems, self.problems = self.problems, []
        return problems

    @property
    def ends(self) -> bool:
        """Whether a plugin is connected to `finalized`."""
        return bool(self._plugins.listening("finalized"))

    @property
    def additions(self) -> Additions:
        """Additions of plugins to the theme: Pelican's context, the article of each story, filters for templates."""
        first = next(item for item in self.generators if isinstance(item, OwnArticles))
        contents = {item.save_as: item for item in self._contents()}
        return Additions(first.context, contents, _added(first.env, self._pelican.settings))

    # -------------------------------------------------------------------------------------------------- writing

    def write(self) -> None:
        """Let third-party generators write, and tell who listens that pages are staged."""
        writing = [item for item in self.generators if hasattr(item, "generate_output")]
        theirs = [item for item in writing if not isinstance(item, _OURS)]
        listening = any(self._plugins.listening(name) for name in _LOOKING)
        with self.code():
            if theirs or listening:
                self.copy.fill()
            self._tell_pages()
            pen = self._pelican._get_writer()  # noqa: SLF001  as above
            pen.output_path = str(self.copy.folder)
            for generator in writing:
                generator.output_path = str(self.copy.folder)
                generator.generate_output(pen)
                self._check_output(self._plugins.owner(type(generator)))

    def _tell_pages(self) -> None:
        """Send `content_written` for each page that search engines may list, one plugin after another."""
        listening = self._plugins.listening("content_written")
        if not listening or self._stage is None:
            return
        contents = {item.save_as: item for item in self._contents()}
        context = self.generators[0].context
        pages = [urls.file_of(at) for at, page in sorted(self._plan.pages.items()) if page.template != _TEXT_EDITION]
        pages = [path for path in pages if _HIDDEN not in (self.copy.folder / path).read_bytes()]
        for plugin in listening:
            functions = self._plugins.functions(plugin, "content_written")
            for path in pages:
                local = {**context, "output_file": path} | template_variable(contents.get(path))
                for function in functions:
                    function(str(self.copy.folder / path), context=local)
            self._check_output(plugin)

    def finish(self) -> None:
        """Send `finalized`, when everything is staged and scanned, and look at what third-party code wrote."""
        if self._stage is None:
            return
        if self._plugins.listening("finalized"):
            self.copy.fill()
        with self.code():
            self._plugins.send(signals.finalized, self._pelican, self._check_output)
        self.problems += page_problems(self.copy, self._plan, self._stage, self._plugins)


def _added(env: Environment, settings: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the filters, tests and globals that plugins added to the environment of Pelican's generators."""
    stock = Environment()  # noqa: S701  nothing is rendered with it
    known = {
        "filters": {*stock.filters, "strftime", *settings["JINJA_FILTERS"]},
        "tests": {*stock.tests, "plugin_enabled", *settings["JINJA_TESTS"]},
        "globals": {*stock.globals, *settings["JINJA_GLOBALS"]},
    }
    return {kind: {k: v for k, v in vars(env)[kind].items() if k not in names} for kind, names in known.items()}
