"""A story's record, and its life cycle."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import TypeVar

from msgspec import Struct, field

from newsroom.core import inline, text
from newsroom.core.boxes import Box
from newsroom.core.interface_text import TranslatableText
from newsroom.core.languages import direction
from newsroom.core.markdown_document import PictureUse
from newsroom.core.publication import PublicationState
from newsroom.features.stories.addresses import discreet_address, story_address
from newsroom.features.stories.schema import BylineField, CorrectionField, StoryFields, UpdateField
from newsroom.site.parts import Rating, Sponsor

Change = TypeVar("Change", CorrectionField, UpdateField)
#: The label above a headline, for the kinds that a reader should be told about.
KIND_LABELS = {
    "feature": TranslatableText("Feature"),
    "explainer": TranslatableText("Explainer"),
    "analysis": TranslatableText("Analysis"),
    "opinion": TranslatableText("Opinion"),
    "review": TranslatableText("Review"),
    "interview": TranslatableText("Interview"),
    "sponsored": TranslatableText("Sponsored"),
    "syndicated": TranslatableText("Syndicated"),
}
#: Of these a reader must know wherever the story is named: what somebody thinks, what is paid for, what is not ours.
MARKED = frozenset({"analysis", "opinion", "review", "sponsored", "syndicated"})


class Tag(Struct, frozen=True):
    """A topic: its name and the last part of its address."""

    name: str
    slug: str


class Byline(Struct, frozen=True):
    """One author of a story, by id, and what they did; role may be empty."""

    author: str
    role: str = ""


class StoryRecord(Struct, frozen=True):
    """A story apart from its text: its front matter, and what follows from that and from its path.

    Args:
        source: the path of its file, relative to the project, with slashes.
        fields: the front matter.
        id: ``fields.id``, or that of its path.
        section: the id of its section.
        slug: ``fields.slug``, or the name of the file.
        address: begins and ends with a slash.
        lang: ``fields.lang``, or the magazine's own language.
        home: whether it is in the magazine's own language.
        title: plain.
        summary: plain.
        bylines: its authors, each once with all that they did.
        tags: its topics, each once, with the last part of the address of each.
        last_update: the moment of the newest update of a live page.
        lines: the lines of the fields in the file.
        at_fault: the fields that are at fault, and so left out, and ``section`` or ``slug`` where the path is; with
            any, the record serves for checks alone.
    """

    source: str
    fields: StoryFields
    id: str
    section: str
    slug: str
    address: str
    lang: str
    home: bool
    title: str
    summary: str
    bylines: tuple[Byline, ...]
    tags: tuple[Tag, ...]
    last_update: datetime | None = None
    lines: dict[str, int] = field(default_factory=dict)
    at_fault: frozenset[str] = frozenset()

    def line(self, key: str) -> int:
        """Return the line on which a field stands, or 1."""
        return self.lines.get(key, 1)

    @property
    def changed(self) -> datetime | None:
        """Time of the last change: modified, updated or corrected; None where there was none."""
        moments = [item.date for item in self.fields.corrections] + [item.date for item in self.fields.updates]
        moments += [moment for moment in (self.fields.modified, self.last_update) if moment]
        # A day without a time begins before a story of the same day.
        return max(*moments, self.fields.date) if moments else None

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.lang)

    @property
    def boxes(self) -> tuple[tuple[str, tuple[Box, ...]], ...]:
        """The hidden parts of its pictures, by the path of the picture."""
        return tuple(sorted(self.fields.hidden_parts().items()))

    @property
    def lead(self) -> PictureUse | None:
        """The use of its lead picture."""
        image = self.fields.image
        if image is None:
            return None
        boxes = self.fields.hidden_parts().get(image.src, ())
        words = (image.alt, image.caption or "", image.credit or "")
        # The crops are for structured data, in which a discreet story shows no picture.
        focus = None if self.fields.discreet else image.focus
        return PictureUse(image.src, self.line("image"), boxes, *words, role="lead", focus=focus)

    @property
    def rating(self) -> Rating | None:
        """The stars of a review."""
        return Rating(self.fields.rating) if self.fields.rating else None

    @property
    def sponsor(self) -> Sponsor | None:
        """The sponsor, as pages show it."""
        field = self.fields.sponsor
        return Sponsor(field.name, field.href or "", field.kind == "supported") if field else None


def newest_first(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return changes with the newest first; of those of one moment, the one written last."""
    return tuple(sorted(changes, key=lambda change: change.date)[::-1])


def life(record: StoryRecord, now: datetime) -> PublicationState:
    """Return where a story is in its life at ``now``."""
    if record.fields.status != "published":
        return PublicationState(record.fields.status)
    if record.fields.date > now or (record.fields.publish_at is not None and record.fields.publish_at > now):
        return PublicationState.SCHEDULED
    if record.fields.expires is not None and record.fields.expires <= now:
        return PublicationState.EXPIRED
    return PublicationState.LIVE


#: Fields of which a story's address is made.
_IN_ADDRESS = frozenset({"section", "date", "slug", "lang", "id", "discreet"})


def make_record(
    fields: StoryFields,
    source: str,
    lines: dict[str, int],
    home_lang: str,
    at_fault: frozenset[str] = frozenset(),
) -> StoryRecord:
    """Join the front matter of a story with its path.

    Args:
        fields: the head, already valid.
        source: the path, ``content/articles/<section>/<year>/<slug>.md``.
        lines: the line of each top-level field.
        home_lang: the magazine's own language.
        at_fault: the fields that are at fault, and so left out.
    """
    parts = PurePosixPath(source).with_suffix("").parts[2:]
    slug = fields.slug or parts[-1]
    lang = fields.lang or home_lang
    home = lang.lower() == home_lang.lower()
    id_ = fields.id or "/".join(parts)
    address = story_address(parts[0], fields.date, slug, "" if home else lang)
    # A person who did two things stands there once, with both.
    roles: dict[str, list[str]] = {}
    for byline in fields.bylines or tuple(BylineField(author=author, role=None) for author in fields.authors):
        roles.setdefault(byline.author, []).extend([byline.role] if byline.role else [])
    return StoryRecord(
        source=source,
        fields=fields,
        id=id_,
        section=parts[0],
        slug=slug,
        # A discreet story has no other: one that names section and slug would tell what the neutral title does not.
        # One whose address is not known gets the same, which is no other story's.
        address=discreet_address(id_) if fields.discreet or at_fault & _IN_ADDRESS else address,
        lang=lang,
        home=home,
        title=inline.plain(fields.title, lang),
        summary=inline.plain(fields.summary, lang),
        bylines=tuple(Byline(author, text.enumerated(did)) for author, did in roles.items()),
        tags=tuple({tag: Tag(tag, text.slugify(tag)) for tag in fields.tags}.values()),
        lines=lines,
        at_fault=at_fault,
    )
