"""Third-party plugins of one build: the owner of each function, and signals and settings without effect."""

from __future__ import annotations

import inspect
import logging
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from blinker import Signal
from pelican.log import LimitFilter
from pelican.plugins import signals

from newsroom.core.problems import Problem
from newsroom.engine.cache import digests
from newsroom.engine.pelican import plugin_patches
from newsroom.engine.pelican.compatibility import SETTINGS, SIGNALS, without_effect
from newsroom.engine.pelican.output_guard import ClosedFolderError, attempted_writes, closed
from newsroom.engine.pelican.plugin_loading import Plugin, failed, load
from newsroom.engine.settings_file import SettingsFile

#: Receivers that plugins connected to Pelican's signals in the last build of this process: signal and receiver.
_connected: set[tuple[str, Any]] = set()


def disconnect() -> None:
    """Disconnect the plugins of an earlier build in this process from Pelican's signals, which know no builds."""
    for name, number in _connected:
        signal: Signal = getattr(signals, name)
        function = _function(signal, number)
        if function is not None:
            signal.disconnect(function)
    _connected.clear()


def _function(signal: Signal, number: Any) -> Any:
    """Return a function that is connected to a signal; None where it is gone."""
    receiver = signal.receivers.get(number)
    return receiver() if isinstance(receiver, weakref.ref) else receiver


def _receivers() -> set[tuple[str, Any]]:
    return {(name, number) for name in SIGNALS for number in getattr(signals, name).receivers}


class ThirdParty:
    """The plugins that a build uses and that are not the newsroom's own.

    Args:
        settings: Pelican's settings, which plugins may change.
        file: the settings files.
    """

    def __init__(self, settings: dict[str, Any], file: SettingsFile) -> None:
        self._settings = settings
        self._file = file
        self.plugins: list[Plugin] = []
        self.problems: list[Problem] = []
        #: Problems that plugins logged since they were last collected.
        self.logged: list[Problem] = []
        self.notes: list[str] = []
        self._log = _Log(self)

    def __bool__(self) -> bool:
        return bool(self.plugins)

    # ------------------------------------------------------------------------------------------------- loading

    def load(self, entry: Any) -> Any:
        """Load and register one entry of PLUGINS, ours or not.

        Returns:
            The plugin's module, class or object; None where there is a problem with it.
        """
        place = self._file.plugin(entry if isinstance(entry, str) else getattr(entry, "__name__", ""))
        plugin, problems = load(entry, self._settings, place)
        self.problems += problems
        if plugin is None:
            return None
        if not plugin.is_ours:
            self.plugins.append(plugin)
        with self._changes(plugin), self._connections(plugin):
            try:
                plugin.register()
            except (Exception, SystemExit) as error:  # noqa: BLE001  a plugin may raise anything
                self._failed(plugin, "registered", error)
                return None
        return plugin.module

    @contextmanager
    def _connections(self, plugin: Plugin) -> Iterator[None]:
        """Record the functions that a plugin connects to signals, and those gone again: signals hold them weakly."""
        if plugin.is_ours:
            yield
            return
        before = _receivers()
        seen: set[tuple[str, Any]] = set()

        def note(signal: Signal, **_more: Any) -> None:
            seen.update(
                (name, number) for name in SIGNALS if getattr(signals, name) is signal for number in signal.receivers
            )

        for name in SIGNALS:
            getattr(signals, name).receiver_connected.connect(note)
        try:
            yield
        finally:
            for name in SIGNALS:
                getattr(signals, name).receiver_connected.disconnect(note)
            now = _receivers()
            plugin.receivers = now - before
            _connected.update(plugin.receivers)
        for name in sorted({name for name, _ in seen - now}):
            message = (
                f"connects a function to {name} that is gone at once, a lambda or an inner one: it is never called"
            )
            self.problems.append(plugin.problem("plugin-no-effect", message, "give the function a name in its module"))

    def initialize(self, pelican: object) -> None:
        """Send `initialized`, and note what each plugin changes then."""
        before = _receivers()
        for receiver in list(signals.initialized.receivers_for(pelican)):
            plugin = self.owner(receiver)
            if plugin is None:
                receiver(pelican)
                continue
            with self._changes(plugin):
                try:
                    receiver(pelican)
                except (Exception, SystemExit) as error:  # noqa: BLE001  as above
                    self._failed(plugin, "initialized", error)
        _connected.update(_receivers() - before)
        for plugin in self.plugins:
            self.problems += [*_without_effect(plugin, self), *plugin_patches.problems(plugin)]
        self.problems += self.logged

    def _failed(self, plugin: Plugin, what: str, error: BaseException) -> None:
        # A problem with the path of the closed folder exists already.
        if not isinstance(error, ClosedFolderError):
            self.problems.append(failed(plugin, what, error))

    @contextmanager
    def _changes(self, plugin: Plugin) -> Iterator[None]:
        """Note the settings that a plugin changes and that nothing reads."""
        if plugin.is_ours:
            yield
            return
        before = _shown(self._settings)
        # Attempts of code of an earlier build do not belong to this one.
        attempted_writes()
        with self.collecting_messages(), closed(str(self._settings["OUTPUT_PATH"]), str(self._settings["PATH"])):
            try:
                yield
            finally:
                self.problems += [plugin.wrote_output(path) for path in attempted_writes()[:1]]
        after = _shown(self._settings)
        for name in without_effect():
            if before.get(name) != after.get(name):
                message = f"changes the setting {name}, which is not read here: {SETTINGS[name].here}"
                self.problems.append(plugin.problem("plugin-no-effect", message))

    # ------------------------------------------------------------------------------------------------ whose is it

    def owner(self, function: Any) -> Plugin | None:
        """Return the plugin that a function, class or object belongs to; None for ours and for anybody else's."""
        inner = inspect.unwrap(getattr(function, "func", function)) if callable(function) else function
        for plugin in self.plugins:
            if plugin.defines(inner):
                return plugin
        return next((plugin for plugin in self.plugins if self._connected_by(plugin, function)), None)

    @staticmethod
    def _connected_by(plugin: Plugin, function: Any) -> bool:
        return any(_function(getattr(signals, name), number) == function for name, number in plugin.receivers)

    def listening(self, name: str) -> list[Plugin]:
        """Return the plugins that listen to a signal."""
        return [plugin for plugin in self.plugins if self.functions(plugin, name)]

    def functions(self, plugin: Plugin, name: str) -> list[Any]:
        """Return the functions of a plugin that listen to a signal."""
        signal = getattr(signals, name)
        receivers = [_function(signal, number) for number in list(signal.receivers)]
        return [function for function in receivers if function is not None and self.owner(function) is plugin]

    def send(self, signal: Signal, sender: Any, after: Callable[[Plugin | None], None], **more: Any) -> None:
        """Call each function that listens to a signal, and after each what is to be looked at then."""
        for receiver in list(signal.receivers_for(sender)):
            receiver(sender, **more)
            after(self.owner(receiver))

    def blamed(self, error: BaseException, root: Path) -> Problem | None:
        """Return an exception as a problem of the installed plugin whose code it comes from.

        Code of the project itself is named by its own line, as every other exception that nobody foresaw.
        """
        shut = error if isinstance(error, ClosedFolderError) else None
        trace, names = error.__traceback__, []
        while trace is not None:
            names.append(trace.tb_frame.f_code.co_filename)
            trace = trace.tb_next
        for name in reversed(names):
            for plugin in self.plugins:
                if any(str(file) == name for file in plugin.files):
                    if shut is not None:
                        return plugin.wrote_output(str(shut.filename))
                    inside = Path(name).is_relative_to(root) and "site-packages" not in name
                    return None if inside else failed(plugin, "run", error)
        return None

    # ------------------------------------------------------------------------------------------------ their words

    @contextmanager
    def collecting_messages(self) -> Iterator[None]:
        """Turn log messages into problems and notes while code of plugins runs."""
        if not self.plugins:
            yield
            return
        # Pelican lets each message through once in a process, and not once in a build.
        LimitFilter._raised_messages.clear()  # noqa: SLF001
        root = logging.getLogger()
        root.addHandler(self._log)
        try:
            yield
        finally:
            root.removeHandler(self._log)

    @property
    def sources(self) -> str:
        """The source text of all plugins: a setting that it does not name is not read by them."""
        files = {file for plugin in self.plugins for file in plugin.files}
        return "\n".join(file.read_text("utf-8", errors="replace") for file in sorted(files))

    @property
    def digest(self) -> bytes:
        """The digest of all plugins; empty where there is none."""
        if not self.plugins:
            return b""
        files = sorted({file for plugin in self.plugins for file in plugin.files})
        return digests.of([digests.of_bytes(file.read_bytes()) for file in files], len(self.plugins))


class _Log(logging.Handler):
    """Takes errors that are logged as problems of the plugin that logs them, and warnings as notes."""

    def __init__(self, plugins: ThirdParty) -> None:
        super().__init__(logging.WARNING)
        self._plugins = plugins

    def emit(self, record: logging.LogRecord) -> None:
        message = " ".join(record.getMessage().split())
        plugin = next((one for one in self._plugins.plugins if any(str(f) == record.pathname for f in one.files)), None)
        if plugin is not None and record.levelno >= logging.ERROR:
            problem = plugin.problem("plugin-log", f'reports an error: "{message}"', "do what it says, or take it out")
            self._plugins.logged.append(problem)
        else:
            self._plugins.notes.append(f"{plugin.name if plugin else 'Pelican'}: {message}")


def _shown(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return the settings that are not read as text: what is changed inside of one is seen too."""
    return {name: repr(settings[name]) for name in without_effect() if name in settings}


def _without_effect(plugin: Plugin, plugins: ThirdParty) -> Iterator[Problem]:
    for name, use in SIGNALS.items():
        if not use.works and plugin in plugins.listening(name):
            yield plugin.problem("plugin-no-effect", f"listens to {name}, which has no effect here: {use.sent}")
