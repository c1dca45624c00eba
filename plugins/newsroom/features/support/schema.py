"""Schema of content/data/helplines.toml; docs/reference/fields.md is held to it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from newsroom.core.schema import Many, Record, Words, fault, shaped
from newsroom.features.sections.model import Href, Slug
from newsroom.site.page_parts import LOCAL

#: Words of the box on the front page in a magazine that gives none.
_INVITATION = "There are people who listen, and you need no crisis to call them."
_PHONE = re.compile(r"\+?[0-9 ()/.-]{2,}[0-9]")
HelplineNumber = Annotated[
    Words, shaped(_PHONE.fullmatch, "is no number that can be rung", "write it in digits: 1800 184 527")
]


def _plain_address(value: str | None) -> str | None:
    if value is not None and (urlsplit(value).query or not value.startswith("https://")):
        fix = "begin it with https:// and leave out the question mark and what follows, which may say who comes"
        raise fault("link-forbidden", f'"{value}" is not the plain address of a service', fix)
    return value


class PlaceField(Record):
    """One place besides the magazine's own country as a whole, in content/data/helplines.toml."""

    id: Slug = Field(description="a country's code, or a country's and a state's: nz, gb, au-qld")
    name: Words = Field(description="its name after the word In: Ireland, the United Kingdom")


class HelplineField(Record):
    """One service, in content/data/helplines.toml."""

    id: Slug = Field(description="its lasting name")
    name: Words = Field(description="its name for readers")
    phone: HelplineNumber | None = Field(None, description="the number to ring, as people write it")
    text: HelplineNumber | None = Field(None, description="the number to send a text message to")
    chat: Href | None = Field(None, description="the page of its web chat")
    hours: Words = Field(description="when somebody answers")
    zone: Words | None = Field(
        None,
        description="the zone of the hours: local for the caller's own, or a zone; unless it always answers",
    )
    serves: Words = Field(description="who it is for")
    topics: Annotated[tuple[Words, ...], Many] = Field((), description="what it is for: suicide, distress, abuse …")
    places: Annotated[tuple[Words, ...], Many] = Field(
        (), description="where it answers: by default all of the magazine's own country; else au-qld, nz …"
    )
    note: Words | None = Field(None, description="anything else that a caller should know")
    web: Href | None = Field(None, description="its home page")
    around_the_clock: bool = Field(False, description="whether it answers at all hours")
    checked: date = Field(description="the day on which somebody last checked this entry")

    @field_validator("chat", "web")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        return _plain_address(value)

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str | None) -> str | None:
        if value is not None and value != LOCAL:
            try:
                ZoneInfo(value)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                fix = "write local, or a zone such as Europe/London"
                raise fault("value-unknown", f'there is no time zone "{value}"', fix) from None
        return value

    @model_validator(mode="after")
    def _reachable(self) -> HelplineField:
        if not (self.phone or self.text or self.chat):
            raise fault("value-missing", f"nobody can reach {self.name}", "give its phone, text or chat")
        if not self.around_the_clock and not self.zone:
            fix = 'write zone = "local" if they are the caller\'s own, else a zone such as Europe/London'
            raise fault("value-missing", f"the hours of {self.name} say no time zone", fix)
        return self


class HelplinesFile(Record):
    """The whole of content/data/helplines.toml."""

    home: Slug = Field("home", description="the code of the magazine's own country; its services stand open: au, nz …")
    invitation: Words = Field(_INVITATION, description="the words of the box on the front page that leads to them")
    place: tuple[PlaceField, ...] = Field((), description="the places besides that country as a whole, in order")
    helpline: tuple[HelplineField, ...] = Field((), description="the services, in order")
