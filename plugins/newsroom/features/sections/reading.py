"""Notes on the data files of sections and navigation while they are read, and the stories of states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from newsroom.core.front_matter import FieldPath, SplitFile
from newsroom.core.markdown_document import InternalLink
from newsroom.engine.edition import Edition
from newsroom.features.sections.model import LinkField, NavigationFile
from newsroom.features.stories.rendering import Story


def note_links(edition: Edition, navigation: NavigationFile | None, located: SplitFile) -> None:
    """Note the links of the navigation, which stand on every page, to be checked as those of texts are."""
    source = f"{edition.settings.content.name}/data/navigation.toml"
    if navigation is None:
        return
    lists: dict[FieldPath, tuple[LinkField, ...]] = {("main",): navigation.main}
    lists |= {("footer", number, "links"): group.links for number, group in enumerate(navigation.footer)}
    lists["imprint", "links"] = navigation.imprint.links
    for path, links in lists.items():
        for place, link in enumerate(links):
            if link.href.startswith("/"):
                target, _, fragment = link.href.partition("#")
                line, _ = located.line_of((*path, place, "href"))
                edition.links.append((source, (InternalLink("address", target, fragment, line, ""),)))


def of_states(stories: Iterable[Story]) -> dict[str, list[Story]]:
    """Return those of some stories that name a state, by its id and in their order."""
    by_state: dict[str, list[Story]] = defaultdict(list)
    for story in stories:
        if story.record.fields.state:
            by_state[story.record.fields.state].append(story)
    return by_state
