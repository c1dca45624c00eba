"""A small magazine that a test can change: what is in it as plain data, and the same as files.

Story 0 is the newest. Everything about a story follows from its number, counted back from the newest, and repeats every
six stories, so that a magazine that is 120 stories larger has the same new stories and only more old ones.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from PIL import Image

from newsroom.features.pictures.decoding import measured
from newsroom.features.pictures.model import Subject, renditions
from newsroom.site.colours.making import NAMED
from tests.building import BRAND, MAGAZINE

_NEWEST = datetime(2026, 11, 20, 17, 30)  # noqa: DTZ001  stories give the time at the magazine's own desk
_SECTIONS = ("world", "national", "world", "national", "world", "opinion")
_AUTHORS = (("ana-lee",), ("bo-tran",), ("ana-lee", "cy-reid"), ("cy-reid",), ("bo-tran",), ("ana-lee",))
_TOPICS = (("Law", "Health"), ("Health",), (), ("Law",), ("Rivers",), ("Rivers", "Law"))
#: Numbers of the stories that are parts of a series, the translated ones, and those on a topic that few have.
_PARTS, _TRANSLATED, _RARE = (8, 20, 32, 44, 56), (4, 9), (2, 14, 40)

#: The accents that sections may have: those that a magazine gives stand in its styles whatever its sections have.
_ACCENTS = "".join(f'[[colours.accent]]\nname = "{name}"\nfill = "{fill}"\n' for name, fill in NAMED.items())


@dataclass(frozen=True)
class Piece:
    """One story; ``picture`` is a file below content/images/, ``alt`` what it shows."""

    name: str
    section: str
    date: datetime
    title: str
    summary: str
    body: str
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    series: str = ""
    state: str = ""
    picture: str = ""
    alt: str = ""
    status: str = "published"
    correction: str = ""
    update: str = ""
    lang: str = ""
    original: str = ""
    comment: str = ""
    rating: str = ""
    reviewed: str = ""
    #: The headline of the last update of a live page, or of the last item of a list; the body stands below it.
    live: str = ""
    item: str = ""

    @property
    def id(self) -> str:
        return f"{self.section}/2026/{self.name}"

    @property
    def address(self) -> str:
        return f"/{self.lang + '/' if self.lang else ''}{self.section}/{self.date:%Y/%m}/{self.name}/"


@dataclass(frozen=True)
class Person:
    """An author."""

    name: str
    bio: str


@dataclass(frozen=True)
class Place:
    """A section."""

    name: str
    introduction: str
    colour: str


@dataclass(frozen=True)
class Print:
    """A print issue: its cover is a picture, and an entry of its contents a story's id and a title of its own."""

    title: str
    words: str
    cover: str
    contents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Magazine:
    """Contents of the magazine: stories newest first, the rest by id; pictures by their shade of grey."""

    pieces: tuple[Piece, ...]
    authors: dict[str, Person]
    sections: dict[str, Place]
    pages: dict[str, str]
    pictures: dict[str, int]
    issues: dict[int, Print] = field(default_factory=dict)
    #: Words at the head of topics and series, by name.
    introductions: dict[str, str] = field(default_factory=dict)
    lead: str = ""
    banner: str = ""
    on_air: str = ""
    helpline: str = "13 11 14"
    account: str = "qnews"

    def story(self, number: int) -> Piece:
        """Return the story that was made with a number."""
        return next(piece for piece in self.pieces if piece.name == f"story-{number}")

    def edited(self, number: int, **changes: object) -> Magazine:
        """Return it with one story changed."""
        old = self.story(number)
        new = replace(old, **changes)  # type: ignore[arg-type]
        return self.of(new if piece is old else piece for piece in self.pieces)

    def of(self, pieces: Iterable[Piece]) -> Magazine:
        """Return it with other stories."""
        return replace(self, pieces=tuple(sorted(pieces, key=lambda piece: piece.date, reverse=True)))

    def without(self, number: int) -> Magazine:
        """Return it without one story."""
        old = self.story(number)
        return self.of(piece for piece in self.pieces if piece is not old)

    def files(self) -> dict[str, bytes]:
        """Return its files, by their path below content/."""
        made = {f"articles/{piece.id}.md": _story(piece) for piece in self.pieces}
        made |= {
            f"comments/{piece.id}/first.md": f"---\nname: R\ndate: 2026-11-21\n---\n\n{piece.comment}\n"
            for piece in self.pieces
            if piece.comment
        }
        for id_, person in self.authors.items():
            made[f"authors/{id_}.md"] = f"---\nname: {person.name}\nstatus: staff\nbio: {person.bio}\n---\n\nLonger.\n"
        for name, words in self.pages.items():
            layout = {"support": "layout: helplines\n", "corrections": "layout: corrections\n"}.get(name, "")
            made[f"pages/{name}.md"] = f"---\ntitle: Page {name}\nsummary: S.\n{layout}---\n\n{words}\n"
        for number, issue in self.issues.items():
            made[f"issues/{number}.md"] = _issue(issue)
        made["data/sections.toml"] = (
            "".join(
                f'[[section]]\nid = "{id_}"\nname = "{place.name}"\nintroduction = "{place.introduction}"\n'
                f'colour = "{place.colour}"\n'
                for id_, place in self.sections.items()
            )
            + '[[state]]\nid = "tas"\nname = "Tasmania"\n'
        )
        made["data/introductions.toml"] = "".join(
            f'[[{"series" if name == "Long walk" else "topic"}]]\nname = "{name}"\nintroduction = "{words}"\n'
            for name, words in self.introductions.items()
        )
        made["data/front.toml"] = _front_file(self)
        made["data/magazine.toml"] = (
            f'{MAGAZINE}[[account]]\nservice = "instagram"\nhandle = "{self.account}"\n{_ACCENTS}'
        )
        made["data/helplines.toml"] = (
            f'[[helpline]]\nid = "line"\nname = "Line"\nphone = "{self.helpline}"\nhours = "All"\n'
            'zone = "local"\nserves = "Anybody"\n'
            "checked = 2026-11-16\n"
        )
        return (
            {path: words.encode() for path, words in made.items()}
            | {f"images/{name}": _picture(shade) for name, shade in self.pictures.items()}
            | {f"brand/{file.name}": file.read_bytes() for file in BRAND.iterdir()}
        )

    def renditions(self, name: str) -> tuple[str, ...]:
        """Return the files of a picture in the output, smallest first."""
        return _renditions(name, self.pictures[name])


def make(count: int) -> Magazine:
    """Return a magazine of so many stories, and two translations besides."""
    pieces = [_piece(number) for number in range(count)]
    for number in _TRANSLATED:
        original = pieces[number]
        title, date = f"По-русски {number}", original.date + timedelta(minutes=7)
        pieces.append(
            Piece(f"perevod-{number}", original.section, date, title, "S.", "Words.", lang="ru", original=original.id)
        )
    ids = ("ana-lee", "bo-tran", "cy-reid")
    authors = {id_: Person(id_.replace("-", " ").title(), f"Writes of {id_}.") for id_ in ids}
    sections = {
        "world": Place("World", "News from everywhere.", "blue"),
        "national": Place("National", "News from every state.", "red"),
        "opinion": Place("Opinion", "What we think.", "green"),
    }
    pictures = {"2026/own.png": 7} | {f"2026/picture-{number}.png": 40 * number for number in range(6)}
    pages = {"about": "A magazine.", "support": "Call.", "contact": "Write to us.", "corrections": "We mend."}
    # Told by number, so that a larger magazine prints the same.
    by_number = {piece.name: piece for piece in pieces}
    printed = ((by_number["story-50"].id, ""), (by_number["story-52"].id, "A long short story"), ("", "Letters"))
    issues = {
        number: Print(f"Issue {number}", f"Words {number}.", "2026/picture-0.png", printed if number == 2 else ())
        for number in (1, 2, 3)
    }
    introductions = {"Law": "Of the law.", "Long walk": "Of a walk."}
    empty = Magazine((), authors, sections, pages, pictures, issues, introductions)
    return empty.of(pieces)


def _piece(number: int) -> Piece:
    turn = number % 6
    rare = ("Rare",) if number in _RARE else ()
    has_picture = turn in (0, 3, 4)
    return Piece(
        name=f"story-{number}",
        section=_SECTIONS[turn],
        date=_NEWEST - number * timedelta(hours=15),
        title=f"Title {number}",
        summary=f"Summary {number}.",
        body=f"Words {number}.",
        authors=_AUTHORS[turn],
        topics=_TOPICS[turn] + rare,
        series="Long walk" if number in _PARTS else "",
        state="tas" if turn == 1 else "",
        picture=("2026/own.png" if number == 3 else f"2026/picture-{turn}.png") if has_picture else "",
        alt=f"Alt {number}" if has_picture else "",
        rating="3" if number == 3 else "",
        live="Begun" if number == 1 else "",
        item="First" if number == 5 else "",
    )


def _front_file(magazine: Magazine) -> str:
    until = 'until = "2027-01-01 09:00 Australia/Brisbane"\n'
    lead = f'[[slot]]\nslot = "lead"\nstory = "{magazine.lead}"\n' if magazine.lead else ""
    banner = f'[[banner]]\nwords = "{magazine.banner}"\n{until}' if magazine.banner else ""
    live = f'[[live]]\nstory = "{magazine.on_air}"\n{until}' if magazine.on_air else ""
    return lead + banner + live


def _story(piece: Piece) -> str:
    lines = [f"title: {piece.title}", f"summary: {piece.summary}", f"date: {piece.date:%Y-%m-%d %H:%M}"]
    lines += [f"authors: [{', '.join(piece.authors)}]"] if piece.authors else []
    lines += [f"tags: [{', '.join(piece.topics)}]"] if piece.topics else []
    lines += [f"series: {piece.series}"] if piece.series else []
    lines += [f"state: {piece.state}"] if piece.state else []
    lines += [f"image:\n  src: {piece.picture}\n  alt: {piece.alt}"] if piece.picture else []
    lines += [f"status: {piece.status}"] if piece.status != "published" else []
    lines += [f"lang: {piece.lang}\ntranslation_of: {piece.original}"] if piece.lang else []
    kind = ["kind: review"] if piece.rating or piece.reviewed else []
    lines += kind + ([f"rating: {piece.rating}"] if piece.rating else [])
    lines += [f"review:\n  what: {piece.reviewed}"] if piece.reviewed else []
    lines += [f"updates:\n  - date: 2026-11-22\n    text: {piece.update}"] if piece.update else []
    lines += [f"corrections:\n  - date: 2026-11-21\n    text: {piece.correction}"] if piece.correction else []
    body = piece.body
    if piece.live:
        lines, body = [*lines, "layout: live"], f"## 2026-11-22 10:00 {piece.live}\n\n{body}"
    if piece.item:
        lines, body = [*lines, "layout: list"], f"## 1. {piece.item}\n\n{body}"
    return "---\n" + "\n".join(lines) + f"\n---\n\n{body}\n"


def _issue(issue: Print) -> str:
    cover = f"cover:\n  src: {issue.cover}\n  alt: Cover\n"
    entries = "".join(
        f"  - title: {title}\n" + (f"    story: {id_}\n" if id_ else "") if title else f"  - story: {id_}\n"
        for id_, title in issue.contents
    )
    contents = f"contents:\n{entries}" if entries else ""
    return f"---\ntitle: {issue.title}\ndate: 2026-01-01\n{cover}{contents}---\n\n{issue.words}\n"


@cache
def _picture(shade: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (600, 400), (shade, 40, 120)).save(target, "PNG")
    return target.getvalue()


@cache
def _renditions(name: str, shade: int) -> tuple[str, ...]:
    made = renditions(Subject(measured(name, _picture(shade))))
    assert [(one.width, one.ending) for one in made] == [(w, e) for w in (480, 600) for e in ("webp", "png")]
    return tuple(one.address.removeprefix("/") for one in made)


def write_changes(content: Path, before: Magazine | None, after: Magazine) -> None:
    """Write what differs between two magazines into a content folder."""
    old, new = before.files() if before else {}, after.files()
    for path in old.keys() - new.keys():
        (content / path).unlink()
    for path, raw in new.items():
        if old.get(path) != raw:
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_bytes(raw)
