"""What is noted of the data files of sections and navigation while they are read."""

from __future__ import annotations

from newsroom.build.edition import Edition
from newsroom.core.front_matter import Located
from newsroom.core.passage import InternalLink
from newsroom.sections.model import NavigationFile


def note_links(edition: Edition, navigation: NavigationFile | None, located: Located) -> None:
    """Note the links of the navigation, which stand on every page, to be checked as those of texts are."""
    source = f"{edition.settings.content.name}/data/navigation.toml"
    for number, group in enumerate(navigation.footer if navigation else ()):
        for place, link in enumerate(group.links):
            if link.href.startswith("/"):
                target, _, fragment = link.href.partition("#")
                line, _ = located.line_of(("footer", number, "links", place, "href"))
                edition.links.append((source, (InternalLink("address", target, fragment, line, ""),)))
