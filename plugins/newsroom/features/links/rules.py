"""Rules of links."""

from newsroom.core.rules import error, warning

OWN = {
    "link-target": error(
        "A link inside the magazine leads to something that is published.", needs=("data/sections.toml",)
    ),
    "theme-link": error("A link that a template or a feature puts on a page leads to something that is published."),
    "link-forbidden": error("A link uses https, http, mailto or tel, or an address of the site."),
    "link-words": warning("The words of a link say where it leads."),
    "link-expired": warning("A link inside the magazine does not lead to a story that has expired.", ages=True),
}
