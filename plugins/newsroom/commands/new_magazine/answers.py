"""Answers that a new magazine is made of: from options, or asked for at a terminal, each checked as it comes."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsroom.commands.console import OperationError, say
from newsroom.core import deceptive_text, reserved, schema, text
from newsroom.core.host_names import site_fault
from newsroom.core.languages import is_known_language
from newsroom.site.colours.contrast import full
from newsroom.site.colours.oklch import Oklch
from newsroom.site.magazine.schema import MagazineFile
from newsroom.site.magazine.settings import FILE

#: The sections of a magazine that names none.
SECTIONS = "News, Culture, Community, Opinion"
_TAGLINE = 120


class NewSection(Struct, frozen=True):
    """A section of a new magazine: its id, its name, and the sentence at the top of its page."""

    id: str
    name: str
    introduction: str


class Answers(Struct, frozen=True):
    """Names, places and sections of a new magazine; ``colour`` is ``#rrggbb``, ``url`` has no slash at its end."""

    name: str
    short_name: str
    tagline: str
    url: str
    email: str
    zone: str
    lang: str
    colour: str
    sections: tuple[NewSection, ...]


class Options(Struct, frozen=True):
    """Options of ``invoke new magazine``, as typed; an empty one is asked for, or has a default."""

    url: str = ""
    email: str = ""
    zone: str = ""
    short_name: str = ""
    tagline: str = ""
    lang: str = ""
    colour: str = ""
    sections: str = ""


def answers(name: str, options: Options, ask: Callable[[str], str] | None = None) -> Answers:
    """Return what a magazine is made of.

    Args:
        name: its name.
        options: as typed; address, email and time zone are needed.
        ask: asks for one of these; by default at the terminal, where there is one.

    Raises:
        OperationError: when something is missing or cannot be used.
    """
    name = " ".join(name.split())
    for words in (name, options.short_name, options.tagline, options.sections):
        for fault in deceptive_text.faults(words):
            raise OperationError(f'"{deceptive_text.for_terminal(words)}" cannot be used: {fault.message}; {fault.fix}')
    if not text.slugify(name):
        raise OperationError(f'"{name}" leaves nothing for an address; write the name with letters')
    return Answers(
        name,
        options.short_name.strip() or initials(name),
        " ".join(options.tagline.split())[:_TAGLINE],
        _given("url", options.url, "The address of the site, such as https://magazine.example", _url, ask),
        _given("email", options.email, "The email address for readers' messages", _email, ask),
        _given("zone", options.zone, "The time zone, such as Pacific/Auckland", _zone, ask),
        _lang(options.lang or "en"),
        _colour(options.colour) if options.colour else colour_of(name),
        _sections(options.sections or SECTIONS),
    )


def initials(name: str) -> str:
    """Return the short name of a magazine: the first letters of up to three words, or of one word its first two."""
    words = [word for word in re.split(r"[^\w]+", name) if word and word.casefold() not in ("the", "of", "and")]
    letters = "".join(word[0] for word in words[:3]) if len(words) > 1 else "".join(words)[:2]
    return (letters or name[:2]).upper()


def colour_of(name: str) -> str:
    """Return a colour for a name: always the same for the same name, dark enough for white words."""
    hue = int.from_bytes(hashlib.sha256(name.casefold().encode()).digest()[:2], "big") % 360
    return Oklch(0.45, 0.12, hue).hex()


def _given(
    option: str, value: str, question: str, check: Callable[[str], str], ask: Callable[[str], str] | None
) -> str:
    """Return an option's value, or what is answered; at a terminal a mistake is told, and the question put again."""
    if value.strip():
        return check(value.strip())
    if ask is None and not sys.stdin.isatty():
        raise OperationError(f"--{option} is missing: {question[0].lower()}{question[1:]}")
    for _ in range(3):
        try:
            return check((ask or input)(f"{question}: ").strip())
        except OperationError as mistake:
            say(str(mistake), error=True)
    raise OperationError(f"--{option} is missing; nothing was made")


def _url(value: str) -> str:
    address = value.rstrip("/")
    if wrong := site_fault(address):
        raise OperationError(f'"{value}" is not the address of a site: {wrong}; write it as https://magazine.example')
    return address


def _read(**fields: object) -> MagazineFile:
    """Return what magazine.toml would give with some fields.

    Raises:
        OperationError: one of them cannot be used there.
    """
    record, problems = schema.read(MagazineFile, fields, FILE, lambda _: (0, 0), ZoneInfo("UTC"))
    if record is None:
        raise OperationError(f"{problems[0].message}; {problems[0].fix}")
    return record


def _email(value: str) -> str:
    return _read(contact={"email": value}).contact.email or ""


def _zone(value: str) -> str:
    return _read(zone=value).zone


def _lang(value: str) -> str:
    return _read(lang=value).lang


def _colour(value: str) -> str:
    return full(_read(colours={"brand": value}).colours.brand)


def _sections(value: str) -> tuple[NewSection, ...]:
    """Return the sections of a list with commas."""
    found: dict[str, NewSection] = {}
    for name in (" ".join(part.split()) for part in value.split(",")):
        if not name:
            continue
        id_ = text.slugify(name)
        if not id_ or id_ in reserved.names() or is_known_language(id_):
            raise OperationError(f'a section cannot be called "{name}": the site uses that name; choose another')
        if id_ in found:
            raise OperationError(f'the section "{name}" is given twice')
        found[id_] = NewSection(id_, name, f"Stories of the section {name}, newest first.")
    if not found:
        raise OperationError("--sections names no section; write names with commas between them")
    return tuple(found.values())
