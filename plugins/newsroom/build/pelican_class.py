"""Pelican, as the newsroom runs it: the same settings, command line, objects and signals, another way through."""

from __future__ import annotations

import gc
import logging
import time
from dataclasses import dataclass
from typing import Any

from filelock import FileLock, Timeout
from pelican import Pelican
from pelican.plugins import signals
from pelican.plugins._utils import get_plugin_name, load_legacy_plugin, load_plugins

from newsroom.build import foreign, hooks, inputs, manifest, pipeline, rendering, settings, writer
from newsroom.build.cards import GENERATOR
from newsroom.build.course import Course
from newsroom.build.edition import Edition
from newsroom.build.generators import Articles
from newsroom.build.plan import Plan
from newsroom.build.progress import Display
from newsroom.build.report import Outcome, print_report, say, unforeseen
from newsroom.build.writing import Writing
from newsroom.build.written import Written
from newsroom.core.problems import Problem, in_order


@dataclass(frozen=True, slots=True)
class _Before:
    """How things stand before a build: other people's plugins, all inputs, the last build's manifest, the output."""

    others: bytes
    taken: inputs.Inputs
    left: manifest.Manifest
    found: dict[str, manifest.Stamp]
    notes: list[str]
    looks: inputs.Looks


class NewsroomPelican(Pelican):
    """Pelican's main class; ``outcome`` tells how the last run ended."""

    def __init__(self, raw: dict[str, Any]) -> None:
        hooks.clear()
        self.plugin_problems: list[Problem] = []
        self.outcome = Outcome()
        self.course = Course()
        #: Whether the output is taken to be what the last build left; see `newsroom.ops.build.BuildRequest`.
        self.trusting = False
        #: What the last run planned; None where it found that there was nothing to do.
        self.plan: Plan | None = None
        super().__init__(raw)

    def init_plugins(self) -> None:
        """Load and register the plugins; Pelican would log one that is missing or fails, and build without it."""
        self.plugins = []
        names = list(self.settings.get("PLUGINS") or [])
        for name in names:
            try:
                found = self._found(name)
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

    def _found(self, name: Any) -> list[Any]:
        """Return the plugin of a name, in a list that is empty where there is none.

        Before it looks for a name, Pelican imports every `pelican.plugins.*` package that is installed, used or not,
        which may bring in anything. A name of ours is dotted and never means one of those, so we go straight to what
        Pelican would do last: look below PLUGIN_PATHS, then where Python looks.
        """
        if not (isinstance(name, str) and name.startswith(foreign.OURS)):
            return load_plugins({**self.settings, "PLUGINS": [name]})
        try:
            return [load_legacy_plugin(name, self.settings.get("PLUGIN_PATHS") or [])]
        except ImportError as error:
            # As Pelican does; the problem that follows names the plugin and not what it lacked.
            logging.getLogger(__name__).error("Cannot load plugin `%s`\n%s", name, error)  # noqa: TRY400
            return []

    def run(self) -> None:
        """Build the site; print the problems, and exit with 1 when errors leave the last output as it is."""
        display = self.course.listener = Display()
        try:
            outcome = self.build()
        finally:
            display.close()
        print_report(outcome, check_only=bool(self.settings.get("NEWSROOM_CHECK_ONLY")))
        if not outcome.ok:
            raise SystemExit(1)

    def build(self) -> Outcome:
        """Build the site and return how it ended; prints nothing."""
        started = time.perf_counter()
        ours, problems = settings.from_pelican(self.settings)
        outcome = self.outcome = Outcome([*self.plugin_problems, *problems], ours.output, course=self.course)
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
            # A build makes many objects that stay: looking for those that do not, as it would in Pelican, would take a
            # fifth of its time.
            gc.disable()
            with self.course.stage("recover"):
                outcome.recovered = stage.recover()
            outcome.problems += writer.foreign(ours.output, GENERATOR)
            if outcome.ok:
                self._build(ours, outcome, stage)
        finally:
            gc.enable()
            lock.release()

    def _build(self, ours: settings.Settings, outcome: Outcome, stage: writer.Stage | None = None) -> None:
        try:
            with self.course.stage("look at the inputs and the output"):
                before = self._before(ours)
            outcome.notes += before.notes
            # Other people's plugins may look at anything, so with them nothing is known to be as it was.
            if (
                stage is not None
                and not before.others
                and not self.trusting
                and before.left.is_current(before.taken.digest, ours.now, before.found)
            ):
                outcome.problems += before.left.problems
                outcome.pages, outcome.unchanged = before.left.planned, len(before.found)
                before.looks.save()
                return
            edition, fingerprints, looked = self._prepare(ours, outcome, stage, before)
        except Exception as error:
            logging.getLogger(__name__).debug("unforeseen", exc_info=True)
            outcome.problems.append(unforeseen(error, ours.root))
        if not outcome.ok or stage is None:
            if stage is not None:
                stage.drop()
            return
        outcome.written, outcome.unchanged = len(stage.changed), stage.unchanged
        with self.course.stage("move in"):
            outcome.removed = stage.commit()
        with self.course.stage("keep the manifest"):
            self._leave(ours, outcome, before, edition, (fingerprints, stage.left(), looked))
        signals.finalized.send(self)

    @staticmethod
    def _leave(
        ours: settings.Settings,
        outcome: Outcome,
        before: _Before,
        edition: Edition,
        left: tuple[dict[str, bytes], dict[str, manifest.Stamp], frozenset[bytes]],
    ) -> None:
        fingerprints, stamps, looked = left
        pages = {path: (fingerprints.get(path, b""), stamp) for path, stamp in stamps.items()}
        turn = inputs.next_turn(edition.moments, ours.now)
        warnings = tuple(outcome.problems)
        leaves = manifest.Manifest(pages, before.taken.digest, ours.now, turn, outcome.pages, warnings, looked)
        manifest.save(ours.cache, ours.output, leaves)
        before.looks.save()

    def _prepare(
        self, ours: settings.Settings, outcome: Outcome, stage: writer.Stage | None, before: _Before
    ) -> tuple[Edition, dict[str, bytes], frozenset[bytes]]:
        """Do all of a build but the last step: put whatever is to change into the stage.

        Returns:
            The edition, the fingerprint of each planned file, and the digests of all that plugins looked for.
        """
        edition = pipeline.read(ours, before.taken, before.others, self.course)
        outcome.read = edition.read_anew
        outcome.notes += edition.store.notes if edition.store else []
        if ours.check_only:
            outcome.notes += [str(cut) for cut in sorted(set(edition.cuts))]
        made = self.plan = pipeline.plan(edition)
        with self.course.stage("gather problems"):
            outcome.problems += edition.standing()
            outcome.notes += edition.notes
        outcome.pages = len(made.pages)
        if not outcome.ok:
            return edition, {}, frozenset()
        # Other people's code sees only what is whole, and links that are resolved.
        generators = foreign.generators(self, edition) if before.others else []
        outcome.notes += [note for item in generators if isinstance(item, Articles) for note in item.notes]
        if stage is None:
            outcome.problems += pipeline.theme_problems(made)
            return edition, {}, frozenset()
        with self.course.stage("render"):
            found = stage.look(before.found)
            rendered = rendering.render(made, stage, before.left, found, before.others)
        outcome.made = rendered.made
        outcome.problems += rendered.problems
        if before.others:
            outcome.problems += foreign.written(self, generators, made, stage)
        if outcome.ok:
            writing = Writing(made, stage, before.left, rendered.fingerprints)
            hooks.write.send(writing, self.course)
            outcome.problems += writing.problems
        whole = Written(made, stage, before.left, found)
        if outcome.ok:
            hooks.written.send(whole, self.course)
            outcome.problems += whole.problems
        return edition, rendered.fingerprints, whole.looked

    def _before(self, ours: settings.Settings) -> _Before:
        others = foreign.digest(self.plugins)
        left, notes = manifest.load(ours.cache, ours.output)
        looks = inputs.Looks(ours.cache / "looks")
        taken = inputs.take(ours, (others, self.settings["PLUGINS"]), looks)
        if self.trusting and left.pages:
            found = {path: stamp for path, (_, stamp) in left.pages.items()}
        else:
            found = manifest.present(ours.output)
        return _Before(others, taken, left, found, notes, looks)
