"""Cards of stories in lists, and page heads of stories."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from newsroom.core import text, urls
from newsroom.core.interface_text import SILENT, WORDLESS, NameList, TextList, TranslatableText
from newsroom.engine import results
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import KIND_LABELS, MARKED
from newsroom.features.stories.preview import preview
from newsroom.features.stories.rendering import Story
from newsroom.site.feature_data import ContentNotes, Contributors, LiveNow, Sections, section_address
from newsroom.site.look import Look
from newsroom.site.page_head import moment
from newsroom.site.parts import Card, SectionTag


def section_tag(section_id: str, edition: Edition) -> SectionTag:
    """Return a section as a kicker shows it."""
    section = edition.get(Sections).by_id.get(section_id)
    plain = edition.get(Look).colours.plain
    return section.tag if section else SectionTag(TranslatableText(section_id), section_address(section_id), plain)


def kind_label(kind: str, section: SectionTag, edition: Edition) -> TranslatableText:
    """Return the name of a kind as it stands beside a section; none where readers would read one word twice."""
    label = KIND_LABELS.get(kind, SILENT)
    return SILENT if label and edition.printed(label) == edition.printed(section.name) else label


def byline(story: Story, edition: Edition) -> NameList:
    """Return the names of a story's authors; a story without any is the newsroom's."""
    people = edition.get(Contributors, Contributors())
    names = people.names((byline.author for byline in story.record.bylines), story.record.lang)
    return NameList(dict.fromkeys(names)) or NameList((edition.settings.site,))


def _byline_lang(story: Story, edition: Edition) -> str:
    ids = [byline.author for byline in story.record.bylines]
    return edition.get(Contributors, Contributors()).lang(ids, story.record.lang)


def card(story: Story, edition: Edition) -> Card:
    """Return a story as lists show it."""
    record = story.record
    fields = record.fields
    known = edition.get(Stories).cards.get(record.id)
    if known is not None:
        return known
    section = section_tag(record.section, edition)
    new_card = edition.get(Stories).cards[record.id] = Card(
        id=record.id,
        title=story.title or text.line(record.title),
        plain_title=record.title,
        summary=story.summary or text.line(record.summary),
        href=record.address,
        date=moment(fields.date, edition),
        section=section,
        kind=fields.kind,
        label=kind_label(fields.kind, section, edition),
        byline=byline(story, edition),
        picture=story.lead,
        lang=record.lang,
        dir=record.direction,
        # A photo essay is looked at: its few words say nothing of how long that takes.
        minutes=0 if fields.layout == "photo-essay" else text.minutes(story.text.words),
        notes=_labels(story, edition),
        marked=fields.kind in MARKED,
        rating=record.rating,
        sponsor=record.sponsor,
        byline_lang=_byline_lang(story, edition),
    )
    return new_card


def outward_card(story: Story, edition: Edition) -> Card:
    """Return a story as lists show it that may be read elsewhere: of a discreet one, only what is neutral."""
    if story.record.fields.discreet is None:
        return card(story, edition)
    known = edition.get(Stories).cards.get(story.record.address)
    if known is None:
        shown, site = preview(story, edition), edition.settings.site
        known = edition.get(Stories).cards[story.record.address] = replace(
            card(story, edition),
            title=text.line(shown.title),
            plain_title=shown.title,
            summary=text.line(shown.summary),
            section=SectionTag(TranslatableText(site), urls.front(), edition.get(Look).colours.plain),
            kind="",
            label=SILENT,
            marked=False,
            byline=NameList(shown.authors),
            picture=None,
            notes=WORDLESS,
            rating=None,
            sponsor=None,
            byline_lang="",
        )
    return known


def _labels(story: Story, edition: Edition) -> TextList:
    return TextList(
        note.label for note in edition.get(ContentNotes, ContentNotes()).of(story.record.fields.content_notes)
    )


def live_labelled(plain_card: Card, edition: Edition) -> Card:
    """Return a card with the label Live where its story is; for pages that may change when a story goes live."""
    until = edition.get(LiveNow, LiveNow()).live.get(plain_card.id)
    return replace(plain_card, live=until) if until else plain_card


def card_key(story: Story, edition: Edition) -> bytes:
    """Return the digest of all that a story's card is made of."""
    known = edition.get(Stories).card_keys.get(story.record.id)
    if known is None:
        section = section_tag(story.record.section, edition)
        known = edition.get(Stories).card_keys[story.record.id] = digests.of(
            story.card, byline(story, edition), _byline_lang(story, edition), section, _labels(story, edition)
        )
    return known


def fill_card_keys(edition: Edition) -> None:
    """Make the keys of the cards of all live stories at once, since each stands in many lists."""
    sections = edition.get(Sections).by_id
    people = edition.get(Contributors, Contributors()).by_id
    names = {id_: (person.name, person.names) for id_, person in people.items()}
    tags = {id_: section.tag for id_, section in sections.items()}
    plain = edition.get(Look).colours.plain
    made_of = (names, tags, plain, edition.settings.site, edition.get(ContentNotes, ContentNotes()).by_id)
    stories = ((story.whole, story) for story in edition.get(Stories).live)
    keys = results.of_each(edition, "card-keys", bytes, made_of, stories, lambda story: card_key(story, edition))
    edition.get(Stories).card_keys.update(
        zip((story.record.id for story in edition.get(Stories).live), keys, strict=True)
    )


def cards_key(stories: Iterable[Story], edition: Edition) -> bytes:
    """Return the digest of all that the cards of some live stories are made of, in their order."""
    every = edition.get(Stories)
    known = every.card_keys
    if len(known) < len(every.live):
        fill_card_keys(edition)
    return digests.of_bytes(b"".join([known[story.record.id] for story in stories]))
