"""Changes by third-party code to Pelican's articles and pages that the newsroom's own pages do not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from blinker import Signal

from newsroom.core.problems import Problem
from newsroom.engine.pelican.plugin_loading import Plugin
from newsroom.engine.pelican.third_party import ThirdParty

#: Attributes of an article that the newsroom shows itself, each with its name in messages.
_SHOWN = {
    "_content": "text",
    "title": "title",
    "date": "date",
    "modified": "date of change",
    "category": "section",
    "tags": "topics",
    "authors": "authors",
    "slug": "slug",
    "lang": "language",
    "_status": "status",
    "override_url": "address",
    "override_save_as": "address",
}
_METADATA = {name.removeprefix("override_").lstrip("_"): words for name, words in _SHOWN.items()}
_METADATA["summary"] = "summary"
_NOTHING = object()
State = dict[int, tuple[Any, tuple[Any, ...]]]


class ContentWatch:
    """Sends signals, and compares the content after each receiver.

    Args:
        plugins: the plugins that functions belong to.
        after: called after each function, with its plugin.
    """

    def __init__(
        self, plugins: ThirdParty | None = None, after: Callable[[Plugin | None], None] = lambda _plugin: None
    ) -> None:
        self._plugins = plugins
        self._after = after
        self._found: Counter[tuple[Plugin, str]] = Counter()

    def send(self, signal: Signal, sender: Any, contents: Callable[[], list[Any]], **more: Any) -> None:
        """Send a signal.

        Args:
            signal: the signal.
            sender: its sender.
            contents: returns the articles and pages that functions may change.
            more: further arguments of the signal.
        """
        receivers = list(signal.receivers_for(sender))
        if not receivers:
            return
        before = _states(contents())
        for receiver in receivers:
            receiver(sender, **more)
            plugin = self._plugins.owner(receiver) if self._plugins else None
            after = _states(contents())
            self._compare(plugin, before, after)
            before = after
            self._after(plugin)

    def metadata(self, signal: Signal, sender: Any, metadata: dict[str, Any]) -> None:
        """Send the metadata of a story or page before its object is made."""
        for receiver in list(signal.receivers_for(sender)):
            before = {name: _frozen(value) for name, value in metadata.items()}
            receiver(sender, metadata=metadata)
            plugin = self._plugins.owner(receiver) if self._plugins else None
            if plugin is not None:
                for name, words in _METADATA.items():
                    if name in before and not _is_same_value(before[name], _frozen(metadata.get(name, _NOTHING))):
                        self._found[plugin, words] += 1

    def note_text_changes(self, content: Any, markup: str) -> None:
        """Note the plugins that may have changed the text of an object when it was made."""
        if content._content is markup or self._plugins is None:  # noqa: SLF001  plugins change it by this name
            return
        for plugin in self._plugins.listening("content_object_init"):
            self._found[plugin, "text"] += 1

    def _compare(self, plugin: Plugin | None, before: State, after: State) -> None:
        if plugin is None:
            return
        if before.keys() - after.keys():
            self._found[plugin, "list"] += len(before.keys() - after.keys())
        for number, (_, now) in after.items():
            if number in before and before[number][1] != now:
                for words, earlier, other in zip(_NAMES, before[number][1], now, strict=True):
                    if not _is_same_value(earlier, other):
                        self._found[plugin, words] += 1

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each plugin and each thing that it changes without effect."""
        for (plugin, what), count in sorted(self._found.items(), key=lambda item: (item[0][0].name, item[0][1])):
            stories = "one story or page" if count == 1 else f"{count} stories and pages"
            if what == "list":
                message = f"takes {stories} out of Pelican's list, and they stay on the site: `status` decides that"
            else:
                message = f"changes the {what} of {stories} on Pelican's objects; pages show what the newsroom read"
            yield plugin.problem("plugin-no-effect", message)


_NAMES = (*_SHOWN.values(), "summary")


def _states(contents: list[Any]) -> State:
    """Return what is looked at of each object, by its number in memory; it is kept, so that no other takes that."""
    states: State = {}
    for item in contents:
        held = vars(item)
        summary = held["metadata"].get("summary"), held.get("_summary")
        states[id(item)] = (item, (*(_frozen(held.get(name, _NOTHING)) for name in _SHOWN), summary))
    return states


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _is_same_value(one: Any, other: Any) -> bool:
    return one is other or bool(type(one) is type(other) and one == other)
