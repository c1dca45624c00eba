"""Reads the authors, puts a bio under each story, and plans author pages and /contributors/."""

from __future__ import annotations

from functools import partial

from newsroom.engine import hooks
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.read_context import ReadContext
from newsroom.features.author_bios.documents import documents
from newsroom.features.author_bios.fields import FOLDER
from newsroom.features.author_bios.model import (
    Author,
    AuthorFields,
    Authors,
    author_problems,
    bio_box,
    byline_name,
    unknown_author,
)
from newsroom.features.author_bios.pages import plan_authors
from newsroom.features.author_bios.reading import hidden_authors, read_authors
from newsroom.features.social_links.model import fediverse
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.feature_data import Contributor, Contributors, Sections
from newsroom.site.story_parts import BioBox, BylineName
from newsroom.site.view_parts import StoryPart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "links", "sections", "site", "stories")
    hooks.transforms.connect(offer)
    hooks.read.connect(read, after=("sections",))
    hooks.enrich.connect(attach)
    hooks.plan.connect(plan_authors)


def offer(context: ReadContext) -> None:
    """Say that content/authors/ is read."""
    context.text_folders.add(FOLDER)


def read(edition: Edition) -> None:
    """Read content/authors/ and check every byline against it."""
    authors = read_authors(edition)
    by_id = {author.id: author for author in authors}
    edition.put(Authors(by_id, hidden_authors(edition, by_id)))
    people = {
        it.id: Contributor(it.id, it.fields.name, it.address, fediverse(it.profiles), it.fields.names, it)
        for it in authors
    }
    edition.put(Contributors(people))
    edition.offer_documents(partial(documents, edition))
    edition.named_pages["author"] = {id_: author.address for id_, author in edition.get(Authors).public.items()}
    edition.problems += author_problems(authors, edition.get(Sections).by_id)
    known = edition.get(Authors)

    for id_, records in edition.get(Stories).records.authors.items():
        if id_ not in known.by_id:
            places = [(it.source, it.lines.get("authors") or it.line("bylines")) for it in records]
            edition.problems += unknown_author(id_, places, known)


def attach(edition: Edition) -> None:
    """Provide names and bio boxes for each story, in byline order; a story without authors is the newsroom's."""
    authors = edition.get(Authors).by_id
    author_digests = {id_: digests.of(author) for id_, author in authors.items()}
    bio_boxes: dict[tuple[str, str, str], BioBox] = {}
    nobody = newsroom(edition)

    def known(story: Story) -> list[tuple[Author, str]]:
        return [(authors[item.author], item.role) for item in story.record.bylines if item.author in authors]

    def names(story: Story) -> tuple[BylineName, ...]:
        return tuple(byline_name(author, role, story.record.lang) for author, role in known(story))

    def box(author: Author, role: str = "", lang: str = "") -> BioBox:
        key = author.id, role, lang if author.fields.names else ""
        if key not in bio_boxes:
            bio_boxes[key] = bio_box(author, role, lang)
        return bio_boxes[key]

    def boxes(story: Story) -> tuple[BioBox, ...]:
        return tuple(box(author, role, story.record.lang) for author, role in known(story)) or (box(nobody),)

    def key(story: Story) -> object:
        return [author_digests.get(item.author) for item in story.record.bylines]

    edition.get(Stories).provide(StoryPart.BYLINES, names, key)
    edition.get(Stories).provide(StoryPart.BIOS, boxes)


def newsroom(edition: Edition) -> Author:
    """Return the newsroom itself as an author, for stories that name none; its page is /contributors/."""
    return Author("", "", AuthorFields.model_construct(name=edition.settings.site, bio="", status="desk"))
