"""Signals, settings and plugins of Pelican that this feature takes the place of."""

from newsroom.engine.pelican.compatibility import PelicanUses, SignalUse, read, unread

_SETTINGS = {
    **read("how many stories a feed holds", "FEED_MAX_ITEMS"),
    **unread("`features.feeds` writes a feed for each list", "FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ATOM",
              "FEED_ATOM_URL", "FEED_RSS", "FEED_RSS_URL", "CATEGORY_FEED_ATOM", "CATEGORY_FEED_RSS",
              "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TRANSLATION_FEED_ATOM",
              "TRANSLATION_FEED_RSS", off=True),
    **unread("feeds carry whole stories and plain links", "RSS_FEED_SUMMARY_ONLY", "FEED_APPEND_REF"),
}  # fmt: skip
_WRITTEN = SignalUse("`features.feeds` writes Atom, RSS and JSON Feed by itself", works=False)

OWN = PelicanUses(
    {"feed_generated": _WRITTEN, "feed_written": _WRITTEN},
    _SETTINGS,
    instead={
        "feed_filter": "newsroom.features.feeds writes the feeds",
    },
)
