"""Pelican, as the newsroom runs it: the same settings, command line, objects and signals, another way through."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from msgspec import Struct
from pelican import Pelican
from pelican.plugins import signals
from pelican.plugins._utils import get_plugin_name

from newsroom.core import collector
from newsroom.core.problems import Problem
from newsroom.engine import folder_checks, hooks, pipeline, setting_groups, settings, workers
from newsroom.engine.build_progress import BuildProgress
from newsroom.engine.cache import inputs, manifest
from newsroom.engine.cache.inputs import InputDigests, Inputs
from newsroom.engine.cache.store import Cache
from newsroom.engine.edition import Edition, MissingDataError
from newsroom.engine.pelican import plugin_loading, setting_checks, third_party
from newsroom.engine.pelican.plugin_execution import Run
from newsroom.engine.pelican.third_party import ThirdParty
from newsroom.engine.plan import Plan
from newsroom.engine.progress_display import Display
from newsroom.engine.render import page_rendering
from newsroom.engine.report import BuildOutcome, print_report, say, stopped
from newsroom.engine.settings_file import SettingsFile
from newsroom.engine.settings_file import read as read_settings_file
from newsroom.engine.write import staging
from newsroom.engine.write.staged_output import StagedOutput
from newsroom.engine.write.staging import GENERATOR
from newsroom.engine.write.write_context import WriteContext

#: More files than this are looked at by a child, while the build looks at its inputs, reads and plans.
_MANY_FILES = 2000


class _PriorState(Struct, frozen=True):
    """State before a build: third-party plugins, all inputs, the previous manifest, the output."""

    others: bytes
    inputs: Inputs
    previous_manifest: manifest.Manifest
    output: manifest.OutputState
    input_digests: InputDigests


class NewsroomPelican(Pelican):
    """Pelican's main class; ``outcome`` tells how the last run ended."""

    #: Whether a site is being built in this process: hooks and signals belong to one build.
    _building = False

    def __init__(self, raw: dict[str, Any]) -> None:
        if NewsroomPelican._building:
            raise RuntimeError("a second site cannot be built in the middle of this one")
        hooks.clear()
        setting_groups.clear()
        third_party.disconnect()
        self.outcome = BuildOutcome()
        self.progress = BuildProgress()
        #: Whether the output is taken to be what the last build left; see `newsroom.commands.build.build.BuildRequest`.
        self.trusting = False
        #: Whether to plan even where nothing has changed; see the same.
        self.plan_wanted = False
        #: The plan of the last run; None where there was nothing to do.
        self.plan: Plan | None = None
        self._file = SettingsFile()
        self.third_party = ThirdParty(raw, self._file)
        self._unread: dict[str, Problem] = {}
        #: The problems with settings and plugins, which every build finds anew.
        self._ahead: list[Problem] = []
        with signals.initialized.muted():
            super().__init__(raw)
        self.third_party.initialize(self)

    def init_plugins(self) -> None:
        """Load and register the plugins; Pelican would log one that is missing or fails, and build without it."""
        root, production = Path(self.path).resolve().parent, bool(self.settings.get("NEWSROOM_PRODUCTION"))
        self._file = read_settings_file(root, production=production)
        self.third_party = ThirdParty(self.settings, self._file)
        # Plugins change settings, and are told of that by themselves.
        before = setting_checks.copied(self.settings)
        if self.settings.get("PLUGINS") is None:
            self.third_party.problems.append(plugin_loading.unset(self._file))
        loaded = [self.third_party.load(entry) for entry in list(self.settings.get("PLUGINS") or [])]
        self.plugins = [plugin for plugin in loaded if plugin is not None]
        known = setting_groups.names_of(setting_groups.offered())
        # Without any plugin nothing is read, which is a problem of its own.
        self._unread = dict(setting_checks.unread(before, self._file, known)) if self.plugins else {}
        self.settings["PLUGINS"] = [get_plugin_name(plugin) for plugin in self.plugins]

    def _unread_settings(self) -> list[Problem]:
        """Return the problems with settings that nothing reads; what a third-party plugin names, it may read."""
        sources = self.third_party.sources if self._unread else ""
        return [problem for name, problem in self._unread.items() if not setting_checks.mentions(sources, name)]

    def run(self) -> None:
        """Build the site; print the problems, and exit with 1 when errors leave the last output as it is."""
        display = self.progress.listener = Display()
        try:
            outcome = self.build()
        finally:
            display.close()
        print_report(outcome, check_only=bool(self.settings.get("NEWSROOM_CHECK_ONLY")))
        if not outcome.ok:
            raise SystemExit(1)

    def build(self) -> BuildOutcome:
        """Build the site and return how it ended; prints nothing."""
        started = time.perf_counter()
        ours, problems = settings.from_pelican(self.settings, setting_groups.offered())
        # Generators of plugins look for templates where the newsroom does, and in Pelican's own theme last.
        self.settings["THEME_TEMPLATES_OVERRIDES"] = [str(folder / "templates") for folder in ours.theme.folders]
        lacking = [plugin_loading.lacking(other, names, self._file) for other, names in hooks.missing().items()]
        problems += folder_checks.problems(ours)
        self._ahead = [*self.third_party.problems, *lacking, *self._unread_settings(), *problems]
        self.third_party.logged, self.third_party.notes = [], []
        outcome = self.outcome = BuildOutcome([*self._ahead], ours.output, progress=self.progress)
        NewsroomPelican._building = True
        try:
            if outcome.ok and ours.check_only:
                self._build(ours, outcome)
            elif outcome.ok:
                self._build_locked(ours, outcome)
        finally:
            NewsroomPelican._building = False
        outcome.arrange()
        outcome.seconds = time.perf_counter() - started
        return outcome

    def _build_locked(self, ours: settings.Settings, outcome: BuildOutcome) -> None:
        stage = staging.Stage(ours.output)
        lock = FileLock(stage.lock)
        try:
            stage.output.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout:
            say(f"Another build is writing {ours.output}; waiting for it to end.", error=True)
            lock.acquire()
        except OSError as error:
            outcome.problems += staging.check_output_folder(ours.output, GENERATOR) or [stopped(error, ours)]
            return
        try:
            # Most objects of a build stay: looking for those that do not would take a fifth of its time.
            with collector.paused():
                with self.progress.stage("recover"):
                    outcome.recovered = stage.recover()
                outcome.problems += staging.check_output_folder(ours.output, GENERATOR)
                if outcome.ok:
                    self._build(ours, outcome, stage)
        except Exception as error:  # noqa: BLE001  what disks do to the last steps, and what nobody reckoned with
            outcome.problems.append(stopped(error, ours))
            outcome.state = "half changed, which the next build finishes" if stage.journal.is_file() else outcome.state
        finally:
            lock.release()

    def _build(self, ours: settings.Settings, outcome: BuildOutcome, stage: staging.Stage | None = None) -> None:
        cache = Cache(ours.cache, ours.now, writes=not ours.check_only)
        try:
            self._build_with(cache, ours, outcome, stage)
        finally:
            cache.close()
            outcome.notes += cache.notes

    def _build_with(
        self, cache: Cache, ours: settings.Settings, outcome: BuildOutcome, stage: staging.Stage | None
    ) -> None:
        try:
            with self.progress.stage("compare the inputs and the output"):
                before = self._prior_state(cache, ours)
            # Other people's plugins may look at anything, so with them nothing is known to be as it was.
            if (
                stage is not None
                and not before.others
                and not (self.trusting or self.plan_wanted)
                and before.previous_manifest.is_current(before.inputs.digest, ours.now, before.output)
            ):
                outcome.problems += before.previous_manifest.problems
                outcome.pages, outcome.unchanged = before.previous_manifest.planned, len(before.previous_manifest.pages)
                before.input_digests.save()
                return
            edition, digests, scan_digests = self._prepare(cache, ours, outcome, stage, before)
        except Exception as error:
            logging.getLogger(__name__).debug("unforeseen", exc_info=True)
            if isinstance(error, MissingDataError):
                blamed: Problem | None = plugin_loading.missing_data(error, self._file)
            else:
                blamed = self.third_party.blamed(error, ours.root)
            outcome.problems.append(blamed or stopped(error, ours))
        outcome.problems += self.third_party.logged
        outcome.notes += self.third_party.notes
        if not outcome.ok or stage is None:
            if stage is not None:
                stage.drop()
            return
        outcome.written, outcome.unchanged = len(stage.changed), stage.unchanged
        with self.progress.stage("commit"):
            outcome.removed = stage.commit()
        outcome.state = "complete and new; only the cache for the next build could not be written"
        with self.progress.stage("save the manifest"):
            self._save_manifest(
                cache, ours, outcome, before, edition, (digests, stage.snapshot_after_commit(), scan_digests)
            )
            cache.finish()
        if not before.others:
            signals.finalized.send(self)

    def _save_manifest(
        self,
        cache: Cache,
        ours: settings.Settings,
        outcome: BuildOutcome,
        before: _PriorState,
        edition: Edition,
        output: tuple[dict[str, bytes], dict[str, manifest.FileState], frozenset[bytes]],
    ) -> None:
        digests, states, scan_digests = output
        pages = {path: (digests.get(path, b""), state) for path, state in states.items()}
        next_change = inputs.next_change_at(edition.scheduled_changes, ours.now)
        warnings = tuple(problem for problem in outcome.problems if problem not in self._ahead)
        saved = manifest.Manifest(
            pages, before.inputs.digest, ours.now, next_change, outcome.pages, warnings, scan_digests
        )
        manifest.save(cache, ours.output, saved)
        before.input_digests.save()

    def _prepare(
        self,
        cache: Cache,
        ours: settings.Settings,
        outcome: BuildOutcome,
        stage: staging.Stage | None,
        before: _PriorState,
    ) -> tuple[Edition, dict[str, bytes], frozenset[bytes]]:
        """Do all of a build but the last step: stage all changes.

        Returns:
            The edition, the digest of each planned file, and the digests of all that plugins scanned for.
        """
        edition = pipeline.read(ours, before.inputs, before.others, self.progress, cache)
        outcome.read = edition.read_anew
        if ours.check_only:
            outcome.notes += [str(cut) for cut in sorted(set(edition.cuts))]
        plan = self.plan = pipeline.plan(edition)
        with self.progress.stage("gather problems"):
            outcome.problems += edition.active_problems()
            outcome.notes += sorted(edition.notes)
        outcome.pages = len(plan.pages)
        if not outcome.ok:
            return edition, {}, frozenset()
        if stage is not None:
            stage.snapshot(before.output.states)
        run = Run(self, self.third_party, plan, stage) if before.others else None
        try:
            digests, scan_digests = self._write(outcome, plan, run, stage, before)
        finally:
            if run is not None:
                run.copy.drop()
        return edition, digests, scan_digests

    def _write(
        self, outcome: BuildOutcome, plan: Plan, run: Run | None, stage: staging.Stage | None, before: _PriorState
    ) -> tuple[dict[str, bytes], frozenset[bytes]]:
        """Let third-party code see what is whole, with links resolved; render, and finish what is staged."""
        additions = None
        if run is not None:
            run.read()
            outcome.problems += run.take_problems()
            additions = run.additions
        if stage is None or not outcome.ok:
            outcome.problems += pipeline.theme_problems(plan, additions)
            return {}, frozenset()
        with self.progress.stage("render"):
            result = page_rendering.render(
                plan, stage, before.previous_manifest, before.output.differing, before.others, additions
            )
        outcome.rendered = result.rendered
        outcome.problems += result.problems
        if run is not None:
            self._write_theirs(outcome, plan, run, stage, before)
        return result.digests, self._finish(outcome, plan, stage, before, result.digests)

    def _write_theirs(
        self, outcome: BuildOutcome, plan: Plan, run: Run, stage: staging.Stage, before: _PriorState
    ) -> None:
        """Let third-party code write, and tell it of the end."""
        if outcome.ok:
            run.write()
            outcome.problems += run.take_problems()
        if run.ends and outcome.ok:
            # A plugin that uploads on `finalized` must not upload files that the scan would have stopped.
            outcome.problems += self._scanned(plan, stage, before).problems
        if outcome.ok:
            run.finish()
            outcome.problems += run.take_problems()

    def _finish(
        self,
        outcome: BuildOutcome,
        plan: Plan,
        stage: staging.Stage,
        before: _PriorState,
        digests: dict[str, bytes],
    ) -> frozenset[bytes]:
        """Make the files that need whole pages, and scan everything that is staged."""
        if outcome.ok:
            writing = WriteContext(plan, stage, before.previous_manifest, digests)
            hooks.write.send(writing, self.progress)
            outcome.problems += writing.problems
        if not outcome.ok:
            return frozenset()
        whole = self._scanned(plan, stage, before)
        outcome.problems += whole.problems
        return whole.scan_digests

    def _scanned(self, plan: Plan, stage: staging.Stage, before: _PriorState) -> StagedOutput:
        whole = StagedOutput(plan, stage, before.previous_manifest, before.output.differing.keys())
        hooks.staged.send(whole, self.progress)
        return whole

    def _prior_state(self, cache: Cache, ours: settings.Settings) -> _PriorState:
        others = self.third_party.digest
        previous_manifest = manifest.load(cache, ours.output)
        left = previous_manifest.pages
        compare: Callable[[], dict[str, manifest.FileState | None]] = partial(manifest.differences, ours.output, left)
        if self.trusting and left:
            compare = dict
        elif len(left) > _MANY_FILES:
            compare = workers.begin(compare)
        output = manifest.OutputState(left, compare)
        input_digests = InputDigests(cache, ours.content)
        current_inputs = inputs.take_snapshot(ours, (others, self.settings["PLUGINS"]), input_digests)
        return _PriorState(others, current_inputs, previous_manifest, output, input_digests)
