"""Loading of the plugins in PLUGINS; a missing or failing one is a problem with the line of its entry."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import inspect
import pkgutil
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pelican.plugins
from msgspec import Struct, field
from pelican.plugins._utils import get_plugin_name, load_legacy_plugin

from newsroom.core.problems import Problem, nearest
from newsroom.engine import hooks
from newsroom.engine.edition import MissingDataError
from newsroom.engine.pelican.compatibility import INSTEAD
from newsroom.engine.settings_file import SettingPlace, SettingsFile

#: The prefix of the names of our own plugins.
OURS = "newsroom."
#: The package that our own plugins lie in.
_FEATURES = "newsroom.features"
_NAMESPACE = "pelican.plugins."
_SETTINGS_FILES = ("pelicanconf.py", "publishconf.py")


class Plugin(Struct, eq=False, dict=True):
    """A plugin that is loaded.

    Args:
        name: its name, as PLUGINS gives it.
        module: the module, class or object that is it; that of one of ours is a package with a module ``plugin``.
        place: where PLUGINS names it.
        receivers: the functions that its `register` connected, each by the name of its signal and its number there.
    """

    name: str
    module: Any
    place: SettingPlace
    receivers: set[tuple[str, Any]] = field(default_factory=set)

    @property
    def is_ours(self) -> bool:
        """Whether it is one of the newsroom's own."""
        return get_plugin_name(self.module).startswith(OURS)

    @property
    def short(self) -> str:
        """Its name without Pelican's namespace."""
        return self.name.removeprefix(_NAMESPACE)

    @property
    def can_register(self) -> bool:
        """Whether it has a function `register`; one of ours has it in its module ``plugin``."""
        if self.is_ours:
            return importlib.util.find_spec(f"{self.module.__name__}.plugin") is not None
        return callable(getattr(self.module, "register", None))

    def register(self) -> None:
        """Connect it to the build; called once."""
        # The package itself knows nothing of the engine, so that models can be imported without it.
        module = importlib.import_module(f"{self.module.__name__}.plugin") if self.is_ours else self.module
        module.register()

    @functools.cached_property
    def files(self) -> tuple[Path, ...]:
        """The files of its code; a class that stands in the settings has none."""
        module = self.module if inspect.ismodule(self.module) else sys.modules.get(_class(self.module).__module__)
        source = getattr(module, "__file__", None)
        if source is None or Path(source).name in _SETTINGS_FILES:
            return ()
        file = Path(source)
        return tuple(sorted(file.parent.rglob("*.py"))) if file.name == "__init__.py" else (file,)

    def defines(self, function: Any) -> bool:
        """Return whether a function or class is part of the plugin's code."""
        place = getattr(function, "__module__", None) or type(function).__module__
        own = self.module.__name__ if inspect.ismodule(self.module) else None
        return bool(own) and (place == own or place.startswith(f"{own}."))

    def problem(self, rule: str, message: str, fix: str = "") -> Problem:
        """Return a problem with the plugin; by default it is mended by taking the plugin out."""
        path, line = self.place
        instead = INSTEAD.get(self.short)
        out = f"take it out of PLUGINS: {instead}" if instead else "take it out of PLUGINS"
        return Problem(path, line, 0, rule, f"{self.name} {message}", fix or out)

    def wrote_output(self, path: str) -> Problem:
        """Return the problem that its code tried to change the output folder itself, or a source.

        Args:
            path: the file or folder that it tried to change.
        """
        return self.problem("plugin-output", tried_words(path), TRIED_FIX)


#: The message and the fix for writing into the output folder itself.
PAST = " into the output folder itself, past every check"
TRIED_FIX = "let it write into the folder that OUTPUT_PATH names while it runs"


def tried_words(path: str) -> str:
    """Return the message on a path that code tried to change.

    See `newsroom.engine.pelican.output_guard.attempted_writes`.
    """
    return f"wrote {path}, which is one of the sources" if path.startswith("/") else f"wrote /{path}{PAST}"


def _class(module: Any) -> Any:
    return module if inspect.isclass(module) else type(module)


def installed() -> list[str]:
    """Return the full names of the plugins that are installed in Pelican's namespace, without importing any."""
    modules = pkgutil.iter_modules(pelican.plugins.__path__, _NAMESPACE)
    return [item.name for item in modules if item.ispkg]


def find(entry: Any, paths: list[str]) -> Any:
    """Return the plugin that an entry of PLUGINS means: an object stands for itself.

    Before it looks for a name, Pelican imports every `pelican.plugins.*` package that is installed, used or not, which
    may bring in anything, and of which one that fails takes all others with it. Only the one that is named is imported
    here, in Pelican's order: the namespace, PLUGIN_PATHS, then where Python looks.
    """
    if not isinstance(entry, str):
        return entry
    # A name of ours is dotted and never means one of the namespace.
    there = [] if entry.startswith(OURS) else installed()
    for full in (entry, f"{_NAMESPACE}{entry}"):
        if full in there:
            return importlib.import_module(full)
    return load_legacy_plugin(entry, paths)


def unset(file: SettingsFile) -> Problem:
    """Return the problem with a PLUGINS that is not set, or is no list, for which Pelican takes it then."""
    path, line = file.setting("PLUGINS")
    message = "PLUGINS is no list of names: Pelican would load every plugin that is installed, and none of ours"
    fix = "name each plugin in PLUGINS, in any order, as docs/reference/settings.md says"
    return Problem(path, line, 0, "plugin-missing", message, fix)


def load(entry: Any, settings: Mapping[str, Any], place: SettingPlace) -> tuple[Plugin | None, list[Problem]]:
    """Load one entry of PLUGINS.

    Args:
        entry: the entry.
        settings: Pelican's settings.
        place: where it stands.

    Returns:
        The plugin, or None and the problem with it.
    """
    paths = list(settings.get("PLUGIN_PATHS") or [])
    name = entry if isinstance(entry, str) else get_plugin_name(entry)
    plugin = Plugin(name, None, place)
    try:
        plugin.module = find(entry, paths)
    except ImportError as error:
        missing = error.name if isinstance(error, ModuleNotFoundError) else None
        if str(error).startswith("Cannot import plugin") or (missing and (f"{name}.").startswith(f"{missing}.")):
            return None, [plugin.problem("plugin-missing", "cannot be found", _how_to_find(name, paths))]
        return None, [failed(plugin, "loaded", error)]
    except (Exception, SystemExit) as error:  # noqa: BLE001  what is imported may raise anything
        return None, [failed(plugin, "loaded", error)]
    if not plugin.can_register:
        message = "has no function register(), so it is no Pelican plugin"
        return None, [plugin.problem("plugin-failed", message)]
    return plugin, []


def failed(plugin: Plugin, when: str, error: BaseException) -> Problem:
    """Return the problem with a plugin that raised an exception.

    Args:
        plugin: the plugin.
        when: the step at which it failed, as a participle: loaded, registered, initialized or run.
        error: the exception.
    """
    if isinstance(error, ModuleNotFoundError) and error.name:
        return plugin.problem(
            "plugin-failed",
            f"needs the Python package {error.name}, which is not installed",
            "install the plugin again with pip, which brings what it needs, or take it out of PLUGINS",
        )
    if isinstance(error, SyntaxError):
        file = Path(error.filename or name_of(plugin)).name
        message = f"cannot be read: {file}, line {error.lineno or 0} is not valid Python"
        return plugin.problem("plugin-failed", message, "mend that line, or take the plugin out of PLUGINS")
    frames = traceback.extract_tb(error.__traceback__)
    files = {str(file) for file in plugin.files} if plugin.module is not None else set()
    at = next((frame for frame in reversed(frames) if frame.filename in files), None)
    at = at or next((frame for frame in reversed(frames) if "importlib" not in frame.filename), None)
    where = f", at {Path(at.filename).name} line {at.lineno}" if at else ""
    return plugin.problem("plugin-failed", f"stopped while it was {when}{where}: {_cause(error)}")


def _cause(error: BaseException) -> str:
    reason = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, FileNotFoundError) and error.filename:
        return f"it asks for {error.filename}, and there is no such program or file"
    if isinstance(error, KeyError):
        return f"it found nothing under the name {reason}"
    return f'it says "{reason}"'


def name_of(plugin: Plugin) -> str:
    """Return the name of a plugin as a file."""
    return f"{plugin.short}.py"


def _how_to_find(name: str, paths: list[str]) -> str:
    """Return the fix for a name that means no plugin: the nearest that there is."""
    here = [item.removeprefix(_NAMESPACE) for item in installed()]
    local = [item.name for item in pkgutil.iter_modules(paths)]
    ours = [item.name for item in pkgutil.iter_modules(importlib.import_module(_FEATURES).__path__)]
    # PyPI has the packages as pelican-tag-cloud, and PLUGINS takes tag_cloud.
    plain = name.removeprefix(_NAMESPACE).removeprefix("pelican-").replace("-", "_")
    if name.startswith(OURS) or plain in ours:
        similar = nearest(plain.rpartition(".")[2], ours)
        near = f"{_FEATURES}.{similar}" if similar else ""
    else:
        near = plain if plain in here else nearest(plain, [*here, *local])
    return f'did you mean "{near}"? Mend its name in PLUGINS' if near else "install it, or mend its name in PLUGINS"


def lacking(other: str, names: Sequence[str], file: SettingsFile) -> Problem:
    """Return the problem that plugins which are switched on need one that is not.

    Args:
        other: the one that is not, as PLUGINS names it.
        names: those that need it.
        file: the settings files.
    """
    path, line = file.setting("PLUGINS")
    more = f" and {len(names) - 1} more plugins" if len(names) > 2 else f" and {names[1]}" if len(names) > 1 else ""
    message = f"{other} is not in PLUGINS, and {names[0]}{more} cannot do without it"
    return Problem(path, line, 0, "plugin-missing", message, f'add "{other}" to the list')


def missing_data(error: MissingDataError, file: SettingsFile) -> Problem:
    """Return the problem that a plugin asked for data that no plugin has put."""
    path, line = file.setting("PLUGINS")
    layer, _, rest = error.module.removeprefix(OURS).partition(".")
    package = hooks.entry(rest.partition(".")[0] if layer == "features" else layer)
    message = f"a plugin asks for what {package} reads, and nothing has been read"
    fix = f'add "{package}" to PLUGINS; if it stands there, please report this'
    return Problem(path, line, 0, "plugin-missing", message, fix)
