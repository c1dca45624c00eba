"""Telling a WebSub hub which feeds have changed, so that it tells their readers."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Iterable

from newsroom.core import urls
from newsroom.ops.console import say

#: In seconds; readers have the site already, and nobody waits for a hub.
_PATIENCE = 10
_FEEDS = tuple(f"feed.{form}" for form in urls.FEEDS)


def tell(hub: str, site_url: str, paths: Iterable[str]) -> None:
    """Tell a hub which feeds are new; what it does not take is told and stops nothing.

    W3C's WebSub leaves open how a publisher speaks to its hub; hubs take ``hub.mode=publish`` with an address, as
    PubSubHubbub 0.4 had it: https://pubsubhubbub.github.io/PubSubHubbub/pubsubhubbub-core-0.4.html#rfc.section.7

    Args:
        hub: its address; empty for none.
        site_url: what stands before a path.
        paths: the files that were added or have changed.
    """
    feeds = [f"{site_url}/{path}" for path in paths if path.rpartition("/")[2] in _FEEDS]
    if not hub or not feeds:
        return
    words = urllib.parse.urlencode([("hub.mode", "publish"), *(("hub.url", feed) for feed in feeds)]).encode()
    try:
        with urllib.request.urlopen(hub, words, timeout=_PATIENCE):  # noqa: S310  settings hold it to http and https
            say(f"told {hub} of {len(feeds)} feeds")
    except (OSError, ValueError) as error:
        say(f"{hub} could not be told of {len(feeds)} feeds ({error}); it will look by itself", error=True)
