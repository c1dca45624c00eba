"""A story's record, and its life cycle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import PurePosixPath
from typing import Any

from newsroom.core import inline, text, urls
from newsroom.core.boxes import Box, together
from newsroom.core.external_links import cleaned
from newsroom.core.interface_text import TranslatableText
from newsroom.core.languages import direction
from newsroom.core.publication import PublicationState
from newsroom.features.pictures.schema import boxes_by_path
from newsroom.features.stories.review import facts
from newsroom.features.stories.schema import BylineField, ImageField, SponsorField, StoryFields
from newsroom.site.parts import Rating, Sponsor
from newsroom.site.story_parts import Origin, Review

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


@dataclass(frozen=True)
class Tag:
    """A topic: its name and the last part of its address."""

    name: str
    slug: str


@dataclass(frozen=True)
class Byline:
    """One author of a story, by id, and what they did; role may be empty."""

    author: str
    role: str = ""


@dataclass(frozen=True)
class LeadImage:
    """A story's lead picture; ``src`` is relative to content/images/, ``boxes`` are hidden, the rest is text."""

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Change:
    """A correction or an update, and when it was made."""

    date: datetime
    text: str


@dataclass(frozen=True)
class NeutralTitle:
    """Neutral title and summary of a discreet story; ``tab`` is whether the browser's tab shows the title too."""

    title: str
    summary: str
    tab: bool


@dataclass(frozen=True)
class StoryRecord:
    """Facts about a story, apart from its words.

    ``source`` is the file's path relative to the project, with slashes; ``home`` says whether the story is in the
    magazine's own language; ``address`` begins and ends with a slash; every moment has a zone. ``boxes`` are the parts
    of its pictures that are hidden, by the path of the picture; ``hides`` the names that its pictures must not give;
    ``last_update`` is the moment of the newest update of a live page; ``aliases`` are old addresses that lead to it.
    """

    id: str
    source: str
    section: str
    slug: str
    address: str
    lang: str
    home: bool
    title: str
    summary: str
    date: datetime
    modified: datetime | None
    bylines: tuple[Byline, ...]
    tags: tuple[Tag, ...]
    kind: str
    layout: str
    status: str
    publish_at: datetime | None
    expires: datetime | None
    image: LeadImage | None
    boxes: tuple[tuple[str, tuple[Box, ...]], ...]
    hides: tuple[str, ...]
    series: str
    corrections: tuple[Change, ...]
    updates: tuple[Change, ...]
    origin: Origin | None
    sponsor: Sponsor | None
    comments: str
    state: str
    translation_of: str
    waive: tuple[tuple[str, str], ...]
    quick_exit: bool = False
    tab_title: str = ""
    discreet: NeutralTitle | None = None
    content_notes: tuple[str, ...] = ()
    helplines: tuple[str, ...] = ()
    sensitive: bool = False
    rating: Rating | None = None
    review: Review | None = None
    last_update: datetime | None = None
    aliases: tuple[str, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    def line(self, key: str) -> int:
        """Return the line on which a field stands, or 1."""
        return self.lines.get(key, 1)

    @property
    def changed(self) -> datetime | None:
        """Time of the last change: modified, updated or corrected; None where there was none."""
        moments = [item.date for item in (*self.corrections, *self.updates)]
        moments += [moment for moment in (self.modified, self.last_update) if moment]
        # A day without a time begins before a story of the same day.
        return max(*moments, self.date) if moments else None

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.lang)


def newest_first(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return changes with the newest first; of those of one moment, the one written last."""
    return tuple(sorted(changes, key=lambda change: change.date)[::-1])


def life(record: StoryRecord, now: datetime) -> PublicationState:
    """Return where a story is in its life at ``now``."""
    if record.status != "published":
        return PublicationState(record.status)
    if record.date > now or (record.publish_at is not None and record.publish_at > now):
        return PublicationState.SCHEDULED
    if record.expires is not None and record.expires <= now:
        return PublicationState.EXPIRED
    return PublicationState.LIVE


def make_record(fields: StoryFields, source: str, lines: dict[str, int], home_lang: str) -> StoryRecord:
    """Join the front matter of a story with its path.

    Args:
        fields: the head, already valid.
        source: the path, ``content/articles/<section>/<year>/<slug>.md``.
        lines: the line of each top-level field.
        home_lang: the magazine's own language.
    """
    parts = PurePosixPath(source).with_suffix("").parts[2:]
    slug = fields.slug or parts[-1]
    lang = fields.lang or home_lang
    home = lang.lower() == home_lang.lower()
    values: dict[str, Any] = {name: getattr(fields, name) for name in _SAME}
    if fields.modified and fields.modified.date() == fields.date.date() and fields.modified.time() == time():
        # A change on the day of publication that says no time came after it.
        values["modified"] = max(fields.modified, fields.date)
    boxes = hidden_parts(fields)
    id_ = fields.id or "/".join(parts)
    address = urls.story(parts[0], fields.date, slug, "" if home else lang)
    # Who did two things stands there once, with both.
    roles: dict[str, list[str]] = {}
    for byline in fields.bylines or tuple(BylineField(author=author, role=None) for author in fields.authors):
        roles.setdefault(byline.author, []).extend([byline.role] if byline.role else [])
    return StoryRecord(
        **values,
        title=inline.plain(fields.title, lang),
        summary=inline.plain(fields.summary, lang),
        id=id_,
        source=source,
        section=parts[0],
        slug=slug,
        lang=lang,
        home=home,
        # It has no other: one that names section and slug would tell what the neutral title does not.
        address=urls.discreet(id_) if fields.discreet else address,
        bylines=tuple(Byline(author, text.listed(did)) for author, did in roles.items()),
        tags=tuple({tag: Tag(tag, text.slugify(tag)) for tag in fields.tags}.values()),
        image=_image(fields.image, boxes),
        boxes=tuple(sorted(boxes.items())),
        series=fields.series or "",
        corrections=tuple(Change(item.date, item.text) for item in fields.corrections),
        updates=tuple(Change(item.date, item.text) for item in fields.updates),
        origin=Origin(fields.syndicated_from.name, fields.syndicated_from.href) if fields.syndicated_from else None,
        sponsor=_sponsor(fields.sponsor),
        comments=fields.comments or "",
        state=fields.state or "",
        translation_of=fields.translation_of or "",
        waive=tuple(sorted(fields.waive.items())),
        tab_title=fields.tab_title or "",
        discreet=NeutralTitle(**fields.discreet.model_dump()) if fields.discreet else None,
        content_notes=tuple(dict.fromkeys(fields.content_notes)),
        helplines=tuple(dict.fromkeys(fields.helplines)),
        rating=Rating(fields.rating) if fields.rating else None,
        review=facts(fields.review),
        aliases=fields.aliases,
        lines=lines,
    )


_SAME = (
    "date",
    "modified",
    "kind",
    "layout",
    "status",
    "publish_at",
    "expires",
    "hides",
    "quick_exit",
    "sensitive",
)


def _sponsor(field: SponsorField | None) -> Sponsor | None:
    return Sponsor(field.name, cleaned(field.href or "")[0], field.kind == "supported") if field else None


def _image(image: ImageField | None, boxes: Mapping[str, tuple[Box, ...]]) -> LeadImage | None:
    if image is None:
        return None
    return LeadImage(image.src, image.alt, image.caption or "", image.credit or "", boxes.get(image.src, ()))


def hidden_parts(fields: StoryFields) -> dict[str, tuple[Box, ...]]:
    """Return the parts of a story's pictures that are hidden, wherever in the story they stand, by their path."""
    found = dict(boxes_by_path(fields.pictures))
    if fields.image is not None and (own := (*fields.image.blur, *fields.image.pixelate)):
        found[fields.image.src] = together((*found.get(fields.image.src, ()), *own))
    return found
