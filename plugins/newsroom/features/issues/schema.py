"""Front matter of a print issue's file, field by field; docs/reference/fields.md is held to it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from newsroom.core.schema import Many, MomentValue, Prose, Record, Words, fault
from newsroom.features.stories.schema import ImageField


def _page(value: object) -> object:
    words = str(value).strip()
    if not (words.isascii() and words.isdigit() and 0 < int(words[:6]) <= 9999):
        raise fault("value-shape", f'"{words}" is no number of a page', "write it in digits, as in page: 12")
    return int(words)


class EntryField(Record):
    """One line of an issue's contents."""

    title: Words | None = Field(None, description="the title as it is printed; by default the story's headline")
    story: Words | None = Field(None, description="the id of the story on this site, or its file")
    page: Annotated[int, BeforeValidator(_page)] | None = Field(None, description="the page on which it begins")
    authors: Annotated[tuple[Prose, ...], Many] = Field(
        (), description="ids or names of its authors; by default the story's"
    )

    @model_validator(mode="before")
    @classmethod
    def _title_alone(cls, value: Any) -> Any:
        return {"title": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_what(self) -> EntryField:
        if not self.title and not self.story:
            fix = "add title: or story: to this entry"
            raise fault("value-missing", "an entry of the contents names neither a title nor a story", fix)
        return self


class IssueFields(Record):
    """Front matter of a print issue's file; the body is a word from the editors."""

    title: Words = Field(description="the name of the issue: its season, or what it is about")
    date: MomentValue = Field(description="when it comes out; with a date in the future, the issue waits")
    summary: Words | None = Field(None, description="one sentence that says what is in it")
    status: Literal["draft", "published"] = Field("published", description="draft or published")
    cover: ImageField = Field(description="the picture of its cover")
    pdf: Words | None = Field(None, description="the file to read or print, under content/files/")
    contents: tuple[EntryField, ...] = Field((), description="what is in it, in the order of its pages")

    @field_validator("pdf")
    @classmethod
    def _is_pdf(cls, value: str | None) -> str | None:
        if value is None:
            return None
        path = value.removeprefix("/").removeprefix("files/")
        if ".." in path.split("/") or ":" in path or "\\" in path or not path.lower().endswith(".pdf"):
            fix = "name a PDF under content/files/, for instance issues/512.pdf"
            raise fault("value-shape", f'"{value}" is no PDF under content/files/', fix)
        return path
