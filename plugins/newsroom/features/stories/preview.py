"""Preview of a story outside of the magazine: links, previews, feeds, and whatever may notify people.

The magazine's own lists show the real headline: who is on them knows where they are, and could not find a story again
under another name. The archive is the exception, since it is what machines copy and somebody else may leaf through.
"""

from __future__ import annotations

from msgspec import Struct

from newsroom.core.parts import Picture, ShareImage
from newsroom.engine.edition import Edition
from newsroom.features.stories.model import StoryRecord
from newsroom.features.stories.rendering import Story
from newsroom.site.feature_data import Contributors, SharePictures
from newsroom.site.page_head import PLAIN_PICTURE, SHARE_SIZE, brand_image


class Preview(Struct, frozen=True):
    """How a story is spoken of elsewhere.

    Args:
        id: its lasting name in feeds.
        title: plain.
        summary: plain.
        url: its full address.
        authors: their names; the magazine's own where the story names none, or is discreet.
        picture: None where there is none to show.
        topics: names; none of a discreet story.
        discreet: whether all of this is neutral, and nothing else may be said.
    """

    id: str
    title: str
    summary: str
    url: str
    authors: tuple[str, ...]
    picture: Picture | None
    topics: tuple[str, ...]
    discreet: bool


def image(preview: Preview, record: StoryRecord, edition: Edition) -> ShareImage:
    """Return the picture of a story's link preview: its own, else the one that is made for it, else the brand's."""
    base = edition.settings.site_url
    if preview.discreet:
        return ShareImage(base + PLAIN_PICTURE, "", *SHARE_SIZE)
    if preview.picture is not None and preview.picture.share:
        return ShareImage.of(preview.picture, base)
    picture = edition.get(SharePictures, SharePictures()).by_id.get(record.id)
    return ShareImage(base + picture.address, picture.alt, *SHARE_SIZE) if picture else brand_image(edition)


def preview(story: Story, edition: Edition) -> Preview:
    """Return the preview of a story for use outside of the magazine."""
    record = story.record
    site = edition.settings.site
    url = edition.settings.site_url + record.address
    if record.fields.discreet is not None:
        words = record.fields.discreet
        return Preview(record.address.strip("/"), words.title, words.summary, url, (site,), None, (), discreet=True)
    people = edition.get(Contributors, Contributors())
    authors = tuple(people.names((item.author for item in record.bylines), record.lang)) or (site,)
    topics = tuple(tag.name for tag in record.tags)
    return Preview(record.id, record.title, record.summary, url, authors, story.lead, topics, discreet=False)
