"""Reserved addresses of sitemaps."""

from newsroom.core.reserved import ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"sitemaps"}), folders={"sitemaps": "the sitemaps"}, files=frozenset({"sitemap.xml"})
)
