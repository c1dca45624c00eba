"""Rules of robots.txt and security.txt."""

from newsroom.core.rules import error, warning

OWN = {
    "robots-needed": error("No crawler of a search engine or for link previews is refused."),
    "robots-twice": error("A crawler is listed under one purpose in content/data/robots.toml."),
    "security-old": warning("security.txt holds for another 30 days, and for no more than a year.", ages=True),
}
