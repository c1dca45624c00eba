"""Pages: the fields of a file, the record, and its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Literal

from markupsafe import Markup
from msgspec import Struct
from pydantic import Field, field_validator

from newsroom.core import inline, reserved, text
from newsroom.core.boxes import Box
from newsroom.core.languages import is_known_language
from newsroom.core.old_addresses import aliases
from newsroom.core.problems import Problem
from newsroom.core.schema import Many, MomentValue, Prose, Record, Words
from newsroom.features.pictures.schema import PictureField, boxes_by_path

PageLayout = Literal["standard", "helplines", "tips", "corrections"]


class PageFields(Record):
    """Front matter of a page."""

    title: Words = Field(description="the heading")
    summary: Words = Field(description="one sentence that sums the page up")
    modified: MomentValue | None = Field(None, description="when it was last changed")
    aliases: Annotated[tuple[Words, ...], Many] = Field(
        (), description="old addresses that lead here: /about-us/, /old/page.html"
    )
    status: Literal["draft", "published", "withdrawn"] = Field("published", description="draft, published or withdrawn")
    pictures: tuple[PictureField, ...] = Field((), description="pictures in the text with hidden parts")
    layout: PageLayout = Field(
        "standard", description="standard; helplines, tips or corrections lists them below the text"
    )
    quick_exit: bool = Field(
        False, description="whether the page has a button to leave it quickly; helplines and tips always have it"
    )
    tab_title: Prose | None = Field(None, description="neutral words for the browser's tab, in place of the heading")

    @field_validator("aliases")
    @classmethod
    def _aliases(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return aliases(value)

    def hidden_parts(self) -> Mapping[str, tuple[Box, ...]]:
        """Return the parts of pictures that the page hides, by the path of the picture."""
        return boxes_by_path(self.pictures)


class PageRecord(Struct, frozen=True):
    """A page: its front matter, and what follows from that and from its path below content/pages/.

    Args:
        source: the path of its file.
        fields: the front matter.
        title: plain; ``heading`` is the same as HTML.
        summary: plain; ``standfirst`` is the same as HTML.
        heading: see ``title``.
        standfirst: see ``summary``.
        line: the line on which old addresses stand in the file.
    """

    source: str
    fields: PageFields
    title: str
    summary: str
    heading: Markup
    standfirst: Markup
    line: int = 0

    @property
    def address(self) -> str:
        """The address of the page, which follows from its path."""
        parts = PurePosixPath(self.source).with_suffix("").parts[2:]
        return "/" + "/".join(text.slugify(part) for part in parts) + "/"

    @property
    def boxes(self) -> tuple[tuple[str, tuple[Box, ...]], ...]:
        """The hidden parts of its pictures, by the path of the picture."""
        return tuple(sorted(self.fields.hidden_parts().items()))


def make_page(fields: PageFields, source: str, line: int = 0, lang: str = "en") -> PageRecord:
    """Join the front matter of a page with its path.

    Args:
        fields: the front matter, already valid.
        source: the path below the project.
        line: the line of the old addresses.
        lang: the language of the site.
    """
    plain = (inline.plain(fields.title, lang), inline.plain(fields.summary, lang))
    shown = (inline.markup(fields.title, lang), inline.markup(fields.summary, lang))
    return PageRecord(source, fields, *plain, *shown, line)


def page_problems(record: PageRecord) -> Iterator[Problem]:
    """Yield a page that stands where the site puts things of its own.

    Only /magazine/ holds pages besides, under names that are neither an issue's number nor that of the newest.
    """
    first, *rest = record.address.strip("/").split("/")
    inside = bool(rest) and first == "magazine"
    if inside and (rest[0].isdigit() or rest[0] in ("latest", "page")):
        message = f'"magazine/{rest[0]}" is a name that the site itself uses'
        yield Problem(record.source, 0, 0, "slug-reserved", message, "give the file another name")
    elif is_known_language(first) and (not rest or rest[0] in ("page", "search")):
        message = f'"{record.address}" belongs to the list of stories in a language, which may come later'
        yield Problem(record.source, 0, 0, "slug-reserved", message, "give the file another name")
    elif first in reserved.names() and not inside:
        message = f'"{first}" is a name that the site itself uses'
        yield Problem(record.source, 0, 0, "slug-reserved", message, "give the file another name")
