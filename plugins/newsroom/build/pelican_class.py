"""Pelican, as the newsroom runs it: the same settings, command line, objects and signals, another way through."""

from __future__ import annotations

import gc
import logging
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pelican import ArticlesGenerator, Pelican, StaticGenerator
from pelican.generators import PagesGenerator
from pelican.plugins import signals
from pelican.plugins._utils import get_plugin_name, load_plugins

from newsroom.build import digests, hooks, inputs, manifest, pipeline, rendering, settings, writer
from newsroom.build.cards import GENERATOR
from newsroom.build.edition import Edition
from newsroom.build.generators import Articles, Pages, Static
from newsroom.build.plan import Plan
from newsroom.build.report import Outcome, print_report, say, unforeseen
from newsroom.core import urls
from newsroom.core.problems import Problem, in_order

_OURS = {ArticlesGenerator: Articles, PagesGenerator: Pages, StaticGenerator: Static}


@dataclass(frozen=True, slots=True)
class _Before:
    """How things stand before a build: other people's plugins, all inputs, the last build's manifest, the output."""

    others: bytes
    taken: inputs.Inputs
    left: manifest.Manifest
    found: dict[str, manifest.Stamp]
    notes: list[str]


class NewsroomPelican(Pelican):
    """Pelican's main class; ``outcome`` tells how the last run ended."""

    def __init__(self, raw: dict[str, Any]) -> None:
        hooks.clear()
        self.plugin_problems: list[Problem] = []
        self.outcome = Outcome()
        super().__init__(raw)

    def init_plugins(self) -> None:
        """Load and register the plugins; Pelican would log one that is missing or fails, and build without it."""
        self.plugins = []
        names = list(self.settings.get("PLUGINS") or [])
        for name in names:
            try:
                found = load_plugins({**self.settings, "PLUGINS": [name]})
                for plugin in found:
                    plugin.register()
                    self.plugins.append(plugin)
            except Exception as error:  # noqa: BLE001  a plugin may raise anything
                message = f"{name}: {type(error).__name__}: {error}"
                fix = "mend the plugin, or take it out of PLUGINS"
                self.plugin_problems.append(Problem("pelicanconf.py", 0, 0, "plugin-failed", message, fix))
                continue
            if not found:
                fix = "install it, or mend its name in PLUGINS"
                message = f"{name} cannot be imported"
                self.plugin_problems.append(Problem("pelicanconf.py", 0, 0, "plugin-missing", message, fix))
        self.settings["PLUGINS"] = [get_plugin_name(plugin) for plugin in self.plugins]

    def run(self) -> None:
        """Build the site; print the problems, and exit with 1 when errors leave the last output as it is."""
        outcome = self.build()
        print_report(outcome, check_only=bool(self.settings.get("NEWSROOM_CHECK_ONLY")))
        if not outcome.ok:
            raise SystemExit(1)

    def build(self) -> Outcome:
        """Build the site and return how it ended; prints nothing."""
        started = time.perf_counter()
        ours, problems = settings.from_pelican(self.settings)
        outcome = self.outcome = Outcome([*self.plugin_problems, *problems], ours.output)
        if outcome.ok:
            if ours.check_only:
                self._build(ours, outcome)
            else:
                self._build_locked(ours, outcome)
        outcome.problems = in_order(outcome.problems)
        outcome.seconds = time.perf_counter() - started
        return outcome

    def _build_locked(self, ours: settings.Settings, outcome: Outcome) -> None:
        stage = writer.Stage(ours.output)
        lock = FileLock(stage.lock)
        try:
            stage.output.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout:
            say(f"Another build is writing {ours.output}; waiting for it to end.", error=True)
            lock.acquire()
        except OSError as error:
            message = f"{ours.output} cannot be written to ({error.strerror})"
            outcome.problems.append(Problem("output", 0, 0, "output-foreign", message, "choose another folder"))
            return
        try:
            # A build makes many objects that stay: looking for those that do not would take a fifth of its time.
            gc.disable()
            outcome.recovered = stage.recover()
            outcome.problems += writer.foreign(ours.output, GENERATOR)
            if outcome.ok:
                self._build(ours, outcome, stage)
        finally:
            gc.enable()
            lock.release()

    def _build(self, ours: settings.Settings, outcome: Outcome, stage: writer.Stage | None = None) -> None:
        try:
            before = self._before(ours)
            outcome.notes += before.notes
            # Other people's plugins may look at anything, so with them nothing is known to be as it was.
            if (
                stage is not None
                and not before.others
                and before.left.is_current(before.taken.digest, ours.now, before.found)
            ):
                outcome.problems += before.left.problems
                outcome.pages, outcome.unchanged = before.left.planned, len(before.found)
                return
            edition, fingerprints = self._prepare(ours, outcome, stage, before)
        except Exception as error:
            logging.getLogger(__name__).debug("unforeseen", exc_info=True)
            outcome.problems.append(unforeseen(error, ours.root))
        if not outcome.ok or stage is None:
            return
        outcome.written, outcome.unchanged = len(stage.changed), stage.unchanged
        outcome.removed = stage.commit(before.found)
        stamps = manifest.present(ours.output)
        pages = {path: (fingerprints.get(path, b""), stamp) for path, stamp in stamps.items()}
        turn = inputs.next_turn(edition.moments, ours.now)
        warnings = tuple(outcome.problems)
        leaves = manifest.Manifest(pages, before.taken.digest, ours.now, turn, outcome.pages, warnings)
        manifest.save(ours.cache, ours.output, leaves)
        signals.finalized.send(self)

    def _prepare(
        self, ours: settings.Settings, outcome: Outcome, stage: writer.Stage | None, before: _Before
    ) -> tuple[Edition, dict[str, bytes]]:
        """Do all of a build but the last step: put whatever is to change into the stage.

        Returns:
            The edition, and the fingerprint of each planned file.
        """
        edition = pipeline.read(ours, before.taken, before.others)
        outcome.notes += edition.store.notes if edition.store else []
        made = pipeline.plan(edition)
        outcome.problems += edition.standing()
        outcome.pages = len(made.pages)
        if not outcome.ok:
            return edition, {}
        # Other people's code sees only what is whole, and links that are resolved.
        generators = self._generators(edition) if before.others else []
        if stage is None:
            outcome.problems += pipeline.missing_templates(made)
            return edition, {}
        rendered = rendering.render(made, stage, before.left, before.found, before.others)
        outcome.made = rendered.made
        outcome.problems += rendered.problems
        if before.others:
            outcome.problems += self._foreign_output(generators, made, stage)
        return edition, rendered.fingerprints

    def _before(self, ours: settings.Settings) -> _Before:
        others = self._others()
        left, notes = manifest.load(ours.cache, ours.output)
        taken = inputs.take(ours, (others, self.settings["PLUGINS"]))
        return _Before(others, taken, left, manifest.present(ours.output), notes)

    def _others(self) -> bytes:
        """Return the digest of the plugins that are not ours; empty where there is none.

        Pelican's objects are made only for them: nothing of ours reads them.
        """
        others = [plugin for plugin in self.plugins if not get_plugin_name(plugin).startswith("newsroom.")]
        files = [Path(file) for plugin in others if (file := getattr(plugin, "__file__", None))]
        packages = [file.parent.rglob("*.py") if file.name == "__init__.py" else [file] for file in files]
        sources = sorted(source for package in packages for source in package)
        return digests.of([digests.of_bytes(source.read_bytes()) for source in sources], len(others)) if others else b""

    def _generators(self, edition: Edition) -> list[Any]:
        """Run Pelican's generators, ours in the place of its own, up to the moment when they would write."""
        context = self.settings.copy()
        context |= {"generated_content": {}, "static_links": set(), "static_content": {}, "EDITION": edition}
        context["localsiteurl"] = self.settings["SITEURL"]
        generators = [
            _OURS.get(kind, kind)(
                context=context, settings=self.settings, path=self.path, theme=self.theme, output_path=self.output_path
            )
            for kind in self._get_generator_classes()
        ]
        for generator in generators:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
        signals.all_generators_finalized.send(generators)
        return generators

    def _foreign_output(self, generators: list[Any], made: Plan, stage: writer.Stage) -> list[Problem]:
        """Let other people's generators write aside, and take what they wrote into the stage.

        Returns:
            A problem for each file that is planned already.
        """
        writing = [item for item in generators if hasattr(item, "generate_output")]
        folder = stage.others
        # What a build that was killed had written there is not of this one.
        shutil.rmtree(folder, ignore_errors=True)
        pen = self._get_writer()
        pen.output_path = str(folder)
        for generator in writing:
            generator.output_path = str(folder)
            generator.generate_output(pen)
        problems = []
        planned = {urls.file_of(address) for address in made.addresses}
        for file in sorted(folder.rglob("*")):
            path = file.relative_to(folder).as_posix()
            if file.is_file() and path in planned:
                names = ", ".join(type(item).__name__ for item in writing if type(item) not in _OURS.values())
                message = f"{names} wrote /{path}, which the newsroom writes itself"
                fix = "take the plugin out of PLUGINS, or tell it to write somewhere else"
                problems.append(Problem("pelicanconf.py", 0, 0, "output-collision", message, fix))
            elif file.is_file():
                stage.write(path, file.read_bytes())
        shutil.rmtree(folder, ignore_errors=True)
        return problems
