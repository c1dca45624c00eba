"""Front matter of a story, field by field; docs/reference/fields.md is held to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, time
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator

from newsroom.core import crops, languages, text
from newsroom.core.boxes import Box, together
from newsroom.core.external_links import cleaned
from newsroom.core.limits import MOST_OF_A_STORY
from newsroom.core.old_addresses import aliases
from newsroom.core.problems import did_you_mean
from newsroom.core.rules import RULES
from newsroom.core.schema import Many, MomentValue, Prose, Record, Words, ZonedMoment, fault
from newsroom.features.pictures.schema import Blurred, FocalPoint, PictureField, Pixelated, boxes_by_path, picture_path
from newsroom.features.stories.review import ReviewField, Stars

StoryKind = Literal[
    "news", "feature", "explainer", "analysis", "opinion", "review", "interview", "sponsored", "syndicated"
]
Layout = Literal["standard", "long-read", "photo-essay", "list", "live"]
StoryStatus = Literal["draft", "published", "withdrawn"]
CorrectionKind = Literal["correction", "clarification"]
CommentMode = Literal["placeholder", "endpoint", "closed", "none"]

_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}\Z")
#: Words and signs between two authors in a sentence.
_JOINED = re.compile(r"\s+(?:and|with|und|et)\s+|\s*[&+/]\s*", re.IGNORECASE)
_WEB = re.compile(r"https?://[^/\s]+\.[^/\s]+(/\S*)?$")
_ID = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*\Z")


def _full(value: str) -> str:
    """Return a full address.

    Raises:
        PydanticCustomError: it is none.
    """
    if not _WEB.match(value):
        bare = re.sub(r"^\w*:?/+", "", value)
        fix = f"write https://{bare}" if _WEB.match(f"https://{bare}") else "copy it from the browser: https://…"
        raise fault("value-shape", f'"{value}" is no full address', fix)
    return value


_NOTHING_HIDDEN: Mapping[str, tuple[Box, ...]] = MappingProxyType({})


class BylineField(Record):
    """One author of a story and what they did."""

    author: Words = Field(description="the author's id: the name of the file in content/authors/")
    role: Prose | None = Field(None, description="what they did: Words, Pictures, Research …")


class ImageField(Record):
    """The lead picture."""

    src: Words = Field(description="the file, under content/images/")
    alt: Prose = Field(description="what the picture shows, for people who cannot see it")
    caption: Prose | None = Field(None, description="the line below the picture")
    credit: Prose | None = Field(None, description="who made it")
    blur: Blurred = Field((), description="parts to blur: left, top, width and height in per cent, [10 20 15 15]")
    pixelate: Pixelated = Field((), description="parts to turn into a few squares, written as for blur")
    focus: FocalPoint = Field(
        crops.MIDDLE, description="the point that crops keep, from the left and the top in per cent, 50 30"
    )

    @model_validator(mode="before")
    @classmethod
    def _has_alt(cls, value: Any) -> Any:
        if isinstance(value, str):
            fix = "put src: and alt: on lines of their own below it, each with two spaces before it"
            raise fault("value-shape", "a picture holds more than one value", fix)
        if isinstance(value, dict) and not str(value.get("alt", "")).strip():
            raise fault("picture-alt", "the picture has no alt text", "add alt: and say what the picture shows", "alt")
        return value

    @field_validator("src")
    @classmethod
    def _inside(cls, value: str) -> str:
        return picture_path(value)


class DiscreetField(Record):
    """Neutral words that the world outside of the magazine sees of a story."""

    title: Prose = Field(description="a neutral headline, in the story's language")
    summary: Prose = Field(description="a neutral sentence or two, in the story's language")
    tab: bool = Field(True, description="whether the browser's tab shows it too; true unless you say false")


class CorrectionField(Record):
    """One correction or clarification, shown with its day."""

    date: MomentValue = Field(description="the day of the correction")
    text: Prose = Field(description="what was wrong and what is right, or what was unclear and what is meant")
    kind: CorrectionKind = Field(
        "correction", description="correction, or clarification where nothing was wrong but something was unclear"
    )


class UpdateField(Record):
    """One step in the history of a story, shown with its day."""

    date: MomentValue = Field(description="when it was changed")
    text: Prose = Field(description="what is new")


class OriginField(Record):
    """Where a story first appeared that we print with leave."""

    name: Prose = Field(description="who published it first")
    href: Words = Field(description="the full address of the story there")

    @field_validator("href")
    @classmethod
    def _whole(cls, value: str) -> str:
        return _full(value)


class SponsorField(Record):
    """The sponsor of a story."""

    name: Prose = Field(description="who paid for the story, or supports it")
    href: Words | None = Field(None, description="the full address at which readers find them")
    kind: Literal["paid", "supported"] = Field("paid", description="whether they paid for it or support it")

    @field_validator("href")
    @classmethod
    def _whole(cls, value: str | None) -> str | None:
        return None if value is None else cleaned(_full(value))[0]


#: A kind of story asks for some fields, and forbids others.
_OF_A_KIND = ("kind", "rating", "review", "sponsor", "syndicated_from")
#: A translation is compared with its original.
_COMPARED = ("lang", "quick_exit", "sensitive", "discreet", "content_notes", "helplines")


class StoryFields(Record):
    """Front matter of a story."""

    leans_on = MappingProxyType(
        dict.fromkeys(_OF_A_KIND, _OF_A_KIND) | dict.fromkeys(_COMPARED, ("translation_of",)) | {"image": ("pictures",)}
    )

    id: str | None = Field(None, description="the story's lasting name; by default section/year/slug from its path")
    title: Words = Field(description="the headline")
    summary: Words = Field(description="the standfirst: one or two sentences that sum the story up")
    date: MomentValue = Field(description="when it is published; with a date in the future, the story waits")
    modified: MomentValue | None = Field(None, description="when it was last changed")
    authors: Annotated[tuple[Words, ...], Many] = Field((), description="the ids of the authors, in order")
    bylines: tuple[BylineField, ...] = Field((), description="authors with what they did, in place of authors")
    tags: Annotated[tuple[Prose, ...], Many] = Field((), description="topics; each has a page of its own")
    slug: str | None = Field(None, description="the last part of the address; by default the file's name")
    aliases: Annotated[tuple[Words, ...], Many] = Field(
        (), description="old addresses that lead here: /2019/05/a-story/, /old/page.html"
    )
    lang: str | None = Field(None, description="the language, when it is not the magazine's own: ru, ar …")
    translation_of: str | None = Field(None, description="the id of the story that this one translates")
    status: StoryStatus = Field("published", description="draft, published or withdrawn")
    publish_at: ZonedMoment | None = Field(None, description="not before this moment; with a time zone")
    expires: ZonedMoment | None = Field(None, description="not after this moment; with a time zone")
    kind: StoryKind = Field("news", description="what sort of story it is; all but news carry a label")
    layout: Layout = Field("standard", description="the layout of the page")
    rating: Stars | None = Field(None, description="of a review: from 0.5 to 5 stars, in halves")
    review: ReviewField | None = Field(None, description="of a review: what was reviewed, where and when it is")
    image: ImageField | None = Field(None, description="the lead picture")
    pictures: tuple[PictureField, ...] = Field((), description="pictures in the text with hidden parts")
    hides: Annotated[tuple[Words, ...], Many] = Field(
        (), description="names that pictures, their texts and file names must not hold"
    )
    series: Prose | None = Field(None, description="the name of the series it belongs to")
    corrections: tuple[CorrectionField, ...] = Field((), description="corrections and clarifications, oldest first")
    updates: tuple[UpdateField, ...] = Field((), description="what was added or changed later, oldest first")
    syndicated_from: OriginField | None = Field(None, description="where a syndicated story first appeared")
    sponsor: SponsorField | None = Field(None, description="the sponsor of a sponsored story")
    comments: CommentMode | None = Field(None, description="how readers may reply; by default the site's own setting")
    state: str | None = Field(None, description="the state, for National: qld, nsw …")
    quick_exit: bool = Field(False, description="whether the page has a button to leave it quickly: true or false")
    tab_title: Prose | None = Field(None, description="neutral words for the browser's tab, in place of the headline")
    discreet: DiscreetField | None = Field(None, description="a neutral title and summary for links and previews")
    content_notes: Annotated[tuple[Words, ...], Many] = Field(
        (), description="subjects that the story touches: suicide, violence …; ids of content/data/content_notes.toml"
    )
    helplines: Annotated[tuple[Words, ...], Many] = Field(
        (), description="topics of more helplines below it, besides those of its content notes"
    )
    sensitive: bool = Field(
        False, description="whether it has no comments, promotions and sponsored stories: true or false"
    )
    waive: dict[str, Words] = Field(default_factory=dict, description="rules to waive, each with the reason")

    @field_validator("authors", "bylines", "tags", "corrections", "aliases")
    @classmethod
    def _not_too_many(cls, value: tuple[Any, ...], info: ValidationInfo) -> tuple[Any, ...]:
        if len(value) > MOST_OF_A_STORY:
            message = f'"{info.field_name}" has {len(value):,} entries, and may have {MOST_OF_A_STORY}'
            raise fault("text-too-much", message, "keep those that matter to a reader")
        return value

    @field_validator("modified")
    @classmethod
    def _later_that_day(cls, value: datetime | None, info: ValidationInfo) -> datetime | None:
        """Take a change on the day of publication that says no time for one that came after it."""
        date: datetime | None = info.data.get("date")
        if value is None or date is None or value.date() != date.date() or value.time() != time():
            return value
        return max(value, date)

    @field_validator("content_notes", "helplines")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(value))

    @field_validator("tags", mode="before")
    @classmethod
    def _hashed(cls, value: object) -> object:
        """Take the signs of social media from topics: ``#books #pride`` are two."""
        entries = value.split(";" if ";" in value else ",") if isinstance(value, str) else value
        if not isinstance(entries, list):
            return value
        tags: list[object] = []
        for entry in entries:
            words = entry.split() if isinstance(entry, str) else []
            if words and all(word.startswith("#") for word in words):
                tags += [bare for word in words if (bare := word.strip("#"))]
            elif entry or not isinstance(value, str):
                tags.append(entry)
        return tags

    @field_validator("authors", mode="before")
    @classmethod
    def _joined(cls, value: object) -> object:
        """Part authors that a sentence joins: ids hold no blanks, so what stands between them is no name."""
        if not isinstance(value, str) or not _JOINED.search(value):
            return value
        parts = [part.strip() for part in re.split(rf"[,;]|{_JOINED.pattern}", value, flags=re.IGNORECASE)]
        return [part for part in parts if part]

    @field_validator("slug")
    @classmethod
    def _slug(cls, value: str | None) -> str | None:
        if value is not None and not text.SLUG.match(value):
            near = text.slugify(value)
            raise fault("slug-shape", f'"{value}" cannot be part of an address', f"write {near}" if near else "")
        return value

    @field_validator("aliases")
    @classmethod
    def _aliases(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return aliases(value)

    @field_validator("id")
    @classmethod
    def _id(cls, value: str | None) -> str | None:
        if value is not None and not _ID.match(value):
            raise fault("slug-shape", f'"{value}" cannot be an id', "write it as world/2026/a-name, or delete the line")
        return value

    @field_validator("lang")
    @classmethod
    def _lang(cls, value: str | None) -> str | None:
        if value is not None and not _LANG.match(value):
            code = languages.BY_NAME.get(value.casefold(), "")
            fix = f"write lang: {code}" if code else "write the code of the language: ru for Russian, zh-Hans …"
            raise fault("value-shape", f'"{value}" is no language code', fix)
        return value

    @field_validator("waive")
    @classmethod
    def _waive(cls, value: dict[str, str]) -> dict[str, str]:
        for rule in value:
            if rule not in RULES or not RULES[rule].waivable:
                known = [name for name, known in RULES.items() if known.waivable]
                raise fault("value-unknown", f'"{rule}" cannot be let pass', did_you_mean(rule, known), rule)
        return value

    @model_validator(mode="after")
    def _one_list_of_authors(self) -> StoryFields:
        if self.authors and self.bylines:
            fix = "keep bylines when the roles matter, else authors"
            raise fault("value-shape", "both authors and bylines are given", fix, "authors")
        return self

    def hidden_parts(self) -> Mapping[str, tuple[Box, ...]]:
        """Return the parts of pictures that the story hides, wherever in it they stand, by the path of the picture."""
        if not self.pictures and (self.image is None or not (self.image.blur or self.image.pixelate)):
            return _NOTHING_HIDDEN
        found = dict(boxes_by_path(self.pictures))
        if self.image is not None and (own := (*self.image.blur, *self.image.pixelate)):
            found[self.image.src] = together((*found.get(self.image.src, ()), *own))
        return found
