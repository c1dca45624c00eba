"""Stories as documents, and the lists that follow from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from msgspec.structs import replace

from newsroom.core import text, urls
from newsroom.core.markdown_document import PictureUse
from newsroom.core.publication import PublicationState
from newsroom.engine.cache import memory
from newsroom.engine.documents import Document, text_address
from newsroom.engine.edition import Edition
from newsroom.features.stories.addresses import series_address, topic_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.expired import lapsed
from newsroom.features.stories.model import StoryRecord, life
from newsroom.features.stories.rendering import Story
from newsroom.features.stories.translations import versions

_LABELS = {
    PublicationState.DRAFT: "a draft",
    PublicationState.SCHEDULED: "a story that is not due yet",
    PublicationState.LIVE: "a story",
    PublicationState.EXPIRED: "an expired story",
    PublicationState.WITHDRAWN: "a withdrawn story",
}
#: Fields of a story that no page prints.
_UNPRINTED = frozenset({"hides", "pictures", "blur", "pixelate", "focus", "content_notes", "helplines", "aliases"})
#: Of a discreet story also what names it elsewhere.
_UNPRINTED_DISCREETLY = _UNPRINTED | {"id", "slug"}


#: Where a process that builds again and again keeps the documents of the last build, each with its story.
_KNOWN = ("story documents", "", "")


def documents(edition: Edition) -> Iterator[Document]:
    """Yield every story, in whatever state."""
    stories, now = edition.get(Stories), edition.settings.now
    translations = stories.records.translations
    families = {it.id for it in translations} | {it.fields.translation_of for it in translations}
    before: dict[str, tuple[Story, Document]] = (memory.recall(_KNOWN, b"") or ({},))[0]
    known: dict[str, tuple[Story, Document]] = {}
    for story in stories.all:
        record, state = story.record, life(story.record, now)
        html = partial(stories.html, story)
        last = before.get(record.source)
        if last is not None and last[0] is story:
            document = replace(
                last[1], state=state, label=_LABELS[state], html=html, was_public=state is PublicationState.EXPIRED
            )
        else:
            document = _document(story, state, html)
        known[record.source] = story, document
        yield replace(document, versions=partial(versions, story, edition)) if record.id in families else document
    memory.note(_KNOWN, b"", known)


def _document(story: Story, state: PublicationState, html: Callable[[], str]) -> Document:
    """Return the document of a story, without what depends on other stories."""
    record = story.record
    path = record.source.rpartition(".")[0]
    # With a field of pictures at fault, nobody knows which parts of them the story hides.
    boxes_known = not record.at_fault & {"image", "pictures"}
    return Document(
        kind="story",
        id=record.id,
        source=record.source,
        state=state,
        record=record,
        label=_LABELS[state],
        address=record.address,
        text_address=text_address(record.address),
        title=record.title,
        lang=record.lang,
        date=record.fields.date,
        modified=record.changed,
        news_title=_outward_title(record) if record.fields.syndicated_from is None else "",
        html=html,
        digest=story.whole,
        links=story.text.links,
        anchors=story.text.anchors,
        pictures=uses(story) if boxes_known else (),
        boxes=record.boxes if boxes_known else (),
        secret_names=record.fields.hides,
        aliases=record.fields.aliases,
        alias_line=record.line("aliases"),
        file_names=(path.split("/", 2)[2], path.rpartition("/")[2]),
        unprinted=_UNPRINTED_DISCREETLY if record.fields.discreet else _UNPRINTED,
        was_public=state is PublicationState.EXPIRED,
        is_neutral=record.fields.discreet is not None,
        # A story that appeared somewhere else first names that as its own address.
        is_in_sitemap=record.fields.syndicated_from is None,
        has_waivers=True,
    )


def _outward_title(record: StoryRecord) -> str:
    return record.fields.discreet.title if record.fields.discreet else record.title


def uses(story: Story) -> tuple[PictureUse, ...]:
    """Return all pictures of a story, the lead picture first."""
    lead = story.record.lead
    return (lead, *story.text.pictures) if lead is not None else story.text.pictures


def name_lists(edition: Edition) -> None:
    """Name the lists of stories with lasting addresses, and find addresses that disappear with expired stories."""
    stories = edition.get(Stories)
    for slug in stories.index.topic:
        edition.lists[topic_address(slug)] = ("topic", slug, f"the topic {slug}")
    for name in stories.index.series:
        slug = text.slugify(name)
        edition.lists[series_address(slug)] = ("series", slug, f"the series {name}")
    for lang in [*([edition.settings.lang] if stories.listed else []), *stories.index.language]:
        edition.lists[urls.language(lang)] = ("language", lang.lower(), f"the language {lang}")
    edition.named_pages["tag"] = {slug: topic_address(slug) for slug in stories.index.topic_names}
    edition.put(lapsed((story.record for story in stories.all), edition.settings.now))
