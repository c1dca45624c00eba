"""Helplines: who answers, when, and for whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pydantic import Field, field_validator

from newsroom.core import dates
from newsroom.core.schema import Record, Words, fault
from newsroom.sections.model import Href, Slug

_PHONE = re.compile(r"\+?[0-9 ()/.-]{2,}[0-9]")


class HelplineField(Record):
    """One service, in content/data/helplines.toml."""

    id: Slug = Field(description="its lasting name")
    name: Words = Field(description="its name for readers")
    phone: Words = Field(description="the number, as people write it")
    hours: Words = Field(description="when somebody answers")
    serves: Words = Field(description="who it is for")
    note: Words | None = Field(None, description="anything else that a caller should know")
    web: Href | None = Field(None, description="its home page")
    around_the_clock: bool = Field(False, description="whether it answers at all hours")
    checked: date = Field(description="the day on which somebody last checked this entry")

    @field_validator("phone")
    @classmethod
    def _phone(cls, value: str) -> str:
        if not _PHONE.fullmatch(value):
            raise fault("value-shape", f'"{value}" is no number that can be rung', "write it in digits: 1800 184 527")
        return value


class HelplinesFile(Record):
    """The whole of content/data/helplines.toml."""

    helpline: tuple[HelplineField, ...] = Field((), description="the services, in order")


@dataclass(frozen=True, slots=True)
class Helpline:
    """A service as a page shows it; ``tel`` is the number for a telephone."""

    name: str
    phone: str
    tel: str
    hours: str
    serves: str
    note: str
    web: str
    around_the_clock: bool
    checked: str


@dataclass(frozen=True)
class Helplines:
    """All services, in order."""

    lines: tuple[Helpline, ...] = ()


def assemble(data: HelplinesFile | None) -> Helplines:
    """Turn the data file into what pages show; one that could not be read is empty."""
    return Helplines(tuple(_line(item) for item in (data.helpline if data else ())))


def _line(item: HelplineField) -> Helpline:
    digits = "".join(sign for sign in item.phone if sign.isdigit() or sign == "+")
    checked = f"{item.checked.day} {dates.MONTHS[item.checked.month - 1]} {item.checked.year}"
    return Helpline(
        item.name, item.phone, f"tel:{digits}", item.hours, item.serves, item.note or "", item.web or "",
        item.around_the_clock, checked,
    )  # fmt: skip
