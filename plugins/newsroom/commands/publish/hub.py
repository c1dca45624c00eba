"""``invoke hub``: tells a WebSub hub which feeds have changed."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Iterable
from http.client import HTTPException
from pathlib import Path

from newsroom.commands import target_choice
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.settings import setting
from newsroom.core import urls
from newsroom.engine.settings import Settings
from newsroom.features.feeds.settings import FeedSettings

#: In seconds; readers have the site already, and nobody waits for a hub.
_PATIENCE = 10
_FEEDS = tuple(f"feed.{form}" for form in urls.FEEDS)


def feeds_of(paths: Iterable[str]) -> tuple[str, ...]:
    """Return those of some files that are feeds."""
    return tuple(path for path in paths if path.rpartition("/")[2] in _FEEDS)


def notify(hub: str, site_url: str, paths: Iterable[str]) -> None:
    """Tell a hub which feeds are new.

    W3C's WebSub leaves open how a publisher speaks to its hub; hubs take ``hub.mode=publish`` with an address, as
    PubSubHubbub 0.4 had it: https://pubsubhubbub.github.io/PubSubHubbub/pubsubhubbub-core-0.4.html#rfc.section.7

    Args:
        hub: its address; empty for none.
        site_url: address of the site, without a slash at its end.
        paths: the files that were added or have changed.

    Raises:
        OperationError: it does not take what it is told.
    """
    feeds = [f"{site_url}/{path}" for path in feeds_of(paths)]
    if not hub or not feeds:
        return
    words = urllib.parse.urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)]).encode()
    try:
        with urllib.request.urlopen(hub, words, timeout=_PATIENCE):  # noqa: S310  settings hold it to http and https
            say(f"told {hub} of {len(feeds)} feeds")
    except (OSError, ValueError, HTTPException) as error:
        raise OperationError(f"{hub} could not be told of {len(feeds)} feeds: {error}") from None


def address_in(settings: Settings) -> str:
    """Return the address of the hub in the settings of a build; empty for none."""
    feeds = settings.find(FeedSettings)
    return feeds.hub if feeds else ""


@with_messages
def hub(root: Path, name: str = "", folder: str = "") -> int:
    """Tell the hub of every feed that readers have: those that did not change it looks at, and finds the same.

    Args:
        root: the project's folder.
        name: the target; by default the one that publish.toml names.
        folder: a folder in its place.

    Returns:
        0, or 1 when there is no hub, nothing is live, or the hub does not take it.
    """
    address = setting(root, "publishconf.py", "WEBSUB_HUB")
    if not address:
        raise OperationError("no hub is named; set WEBSUB_HUB in pelicanconf.py, if feeds are to have one")
    target, _ = target_choice.target(root, name, folder)
    current = target.current()
    live = next((receipt for receipt in target.receipts() if receipt.release == current), None)
    if live is None:
        raise OperationError(f"nothing is live at {target.where}, so there is nothing to tell of")
    notify(address, live.site_url, live.files)
    return 0
