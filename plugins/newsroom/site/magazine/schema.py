"""Fields of content/data/magazine.toml."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from newsroom.core import dates, languages
from newsroom.core.host_names import is_web_address
from newsroom.core.schema import Record, Words, fault, shaped
from newsroom.site.colours.schema import ColoursField

#: Where the button for leaving quickly leads in a magazine that names no other site.
NEUTRAL_SITE = "https://www.wikipedia.org/"
_PAGE = re.compile(r"/(?:[a-z0-9-]+/)*\Z")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{2,30}\Z")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+\Z")


def exit_fault(address: str, site_url: str = "") -> str:
    """Return the fault of an address for the quick exit, in words; empty where it has none.

    Args:
        address: as the magazine names it.
        site_url: the magazine's own address, where it is known.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return "is no address"
    if parts.scheme == "https" and (parts.query or parts.fragment or parts.username):
        return "says more than an address, and may tell who comes"
    if parts.scheme != "https" or not is_web_address(address):
        return "is not the address of a site that begins with https://"
    return "is the magazine itself" if parts.netloc == site_url.partition("://")[2] else ""


def is_page_address(address: str) -> bool:
    """Return whether a text is a full web address, or the address of a page of the site with slashes at both ends."""
    return is_web_address(address) or _PAGE.match(address) is not None


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise fault("value-unknown", f'there is no time zone "{value}"', dates.zone_advice(value)) from None
    return value


def _lang(value: str) -> str:
    if not languages.is_known_language(value.lower()):
        code = languages.BY_NAME.get(value.casefold(), "")
        fix = f'write "{code}"' if code else "write its code, such as en, en-AU or pt-BR"
        raise fault("value-unknown", f'"{value}" is no code of a language', fix)
    return value


def _exit(value: str) -> str:
    if wrong := exit_fault(value):
        fix = f"name a site that anybody may look at, such as {NEUTRAL_SITE}"
        raise fault("value-shape", f'"{value}" {wrong}', fix)
    return value


Zone = Annotated[Words, AfterValidator(_zone)]
Lang = Annotated[Words, AfterValidator(_lang)]
Exit = Annotated[Words, AfterValidator(_exit)]
PageAddress = Annotated[
    Words,
    shaped(
        is_page_address,
        "is not an address",
        "write it as https://magazine.example/licences/, or as /contact/ for a page of the site",
    ),
]
Email = Annotated[Words, shaped(_EMAIL.match, "is no email address", "write it as desk@magazine.example")]
Phone = Annotated[Words, shaped(_PHONE.match, "is no number of a telephone", "write it as +44 20 7946 0000")]


class AccountField(Record):
    """One account of the magazine."""

    service: Words = Field(description="the service: facebook, instagram, x …")
    handle: Words = Field(description="the name there, or the full address")
    label: Words | None = Field(None, description="what to call it, when not by the service's name")


class ContactField(Record):
    """How to reach the magazine, for search engines."""

    email: Email | None = Field(None, description="an address of email")
    phone: Phone | None = Field(None, description="the number of a telephone, with the code of the country")
    address: Words | None = Field(None, description="where post reaches the magazine, in one line")


class MagazineFile(Record):
    """The whole of content/data/magazine.toml."""

    name: Words = Field("", description="the magazine's name")
    short_name: Words = Field("", description="a short form of it, such as its initials")
    tagline: Words = Field("", description="the line below the name")
    about: Words = Field("", description="the line about it below each story; `<strong>` marks its name there")
    lang: Lang = Field("en", description="its own language, such as en-AU")
    zone: Zone = Field("UTC", description="the zone of dates that name none, such as Europe/London")
    quick_exit: Exit = Field(NEUTRAL_SITE, description="where the quick exit leads: a site that anybody may look at")
    licence_page: PageAddress | None = Field(
        None, description="the page on how to get a licence for a picture of the magazine's own"
    )
    copyright: Words = Field("", description="whose the magazine is, in the last line of every page")
    acknowledgement: tuple[Words, ...] = Field((), description="paragraphs at the foot of every page")
    contact: ContactField = Field(ContactField(), description="how to reach the magazine, for search engines")
    account: tuple[AccountField, ...] = Field((), description="the magazine's accounts, in order")
    colours: ColoursField = Field(ColoursField(), description="its colours; one is enough")
