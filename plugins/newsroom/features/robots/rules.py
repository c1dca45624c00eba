"""Rules of robots.txt and security.txt."""

from newsroom.core.rules import error, warning

OWN = {
    "robots-needed": error(
        "No crawler is refused that readers need: for previews of links, or to find the magazine at all."
    ),
    "robots-twice": error("A crawler stands under one purpose in content/data/robots.toml."),
    "security-old": warning("security.txt holds for another 30 days, and for no more than a year.", ages=True),
}
