"""Lists as indexes show them: how many stories, when the newest was published, and the picture of one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup
from msgspec.structs import replace

from newsroom.core.parts import Picture
from newsroom.engine.edition import Edition
from newsroom.features.stories.rendering import Story
from newsroom.site.page_head import moment
from newsroom.site.parts import NO_FACTS, ListFacts, ListLink


def list_facts(newest_first: Sequence[Story], edition: Edition) -> ListFacts:
    """Return the facts of a list; its stories are those that it shows, so that nothing unpublished counts."""
    if not newest_first:
        return NO_FACTS
    return ListFacts(len(newest_first), moment(newest_first[0].record.fields.date, edition))


def list_link(label: str, href: str, newest_first: Sequence[Story], edition: Edition) -> ListLink:
    """Return a list with its facts and its picture.

    Args:
        label: its name.
        href: its address.
        newest_first: its stories.
        edition: the edition.
    """
    return ListLink(label, href, list_facts(newest_first, edition), list_picture(newest_first))


def list_picture(newest_first: Sequence[Story], taken: Collection[str] = ()) -> Picture | None:
    """Return the picture that stands for a list: of the newest of its stories whose picture may.

    It says nothing that the name of the list beside it does not, and so has no alternative text.

    Args:
        newest_first: the stories of the list.
        taken: how the addresses of pictures begin that stand on the page already: see `Picture.stem`.
    """
    for story in newest_first:
        if story.lead is not None and story.lead.stem not in taken and may_stand_for_others(story):
            return replace(story.lead, alt="", caption=Markup(), credit="")
    return None


def may_stand_for_others(story: Story) -> bool:
    """Return whether the picture of a story may stand where the story does not.

    There readers see neither its content notes nor who paid for it. So the picture may not if the story is sensitive,
    discreet or sponsored, or has a content note or a quick exit; nor may one that moves.
    """
    fields = story.record.fields
    careful = fields.sensitive or fields.quick_exit or fields.discreet is not None or fields.content_notes
    return not careful and fields.kind != "sponsored" and not (story.lead and story.lead.moving)
