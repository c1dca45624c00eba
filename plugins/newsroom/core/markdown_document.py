"""A text on its way from Markdown to HTML: the one tree that every transform works on."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cached_property
from typing import Literal, Protocol

from lxml.html import HtmlElement
from msgspec import Struct, field

from newsroom.core import html_policy
from newsroom.core.boxes import Box
from newsroom.core.external_links import TrackingRemoval
from newsroom.core.parts import Picture
from newsroom.core.problems import Problem

#: Line ends; then the first or last character of a word or an address, and characters that would continue it.
_LINE_END = re.compile("\n")
_EDGE, _LONGER = re.compile(r"[\w/]"), re.compile(r"[\w/-]")


class InternalLink(Struct, frozen=True):
    """A link inside the magazine that can be resolved only when all is read.

    Args:
        what: filename, static, attach, author, category, tag or index, as Pelican names them; or address.
        target: text behind the braces, or the address; a path is relative to content/.
        fragment: text behind the number sign.
        line: the line of the file.
        token: text that holds its place in the HTML.
    """

    what: str
    target: str
    fragment: str
    line: int
    token: str

    @property
    def is_file(self) -> bool:
        """Whether it names a file below content/."""
        return self.what in ("filename", "static", "attach")


class Item(Struct, frozen=True):
    """A part of a live page or of a list: its id on the page, its heading, its number or its moment, its line."""

    anchor: str
    words: str
    number: str = ""
    date: datetime | None = None
    line: int = 0


#: Place of a picture on pages, which decides its widths: in a text; at the top of a story and in its cards; beside an
#: author's name; on the cover of a print issue.
PictureRole = Literal["text", "lead", "portrait", "cover"]


class PictureUse(Struct, frozen=True):
    """A picture in a text, or in the front matter.

    Args:
        src: its path below content/images/.
        line: the line of the file.
        boxes: the parts of it that are hidden.
        alt, caption, credit: the words with it.
        role: its place on pages.
        focus: the point that its crops keep, in per cent from the left and the top; None where nothing asks for crops.
    """

    src: str
    line: int
    boxes: tuple[Box, ...] = ()
    alt: str = ""
    caption: str = ""
    credit: str = ""
    role: PictureRole = "text"
    focus: tuple[int, int] | None = None


class RenderOptions(Struct, frozen=True):
    """Front matter of a text that decides how the text is set.

    Args:
        lang: its language; empty for the magazine's own.
        sensitive: whether it offers nothing of anybody else's.
        wide: whether its pictures are as wide as the page.
        layout: the layout of a story; empty for other texts.
        date: when a story is published, which is the day of times that name none.
    """

    lang: str = ""
    sensitive: bool = False
    wide: bool = False
    layout: str = ""
    date: datetime | None = None


#: In the magazine's language, in a column, and not sensitive.
PLAIN = RenderOptions()


class PictureFault(Exception):
    """A picture that cannot be used; carries the rule, the message and the remedy."""

    def __init__(self, rule: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.fix = rule, message, fix


class PictureLookup(Protocol):
    """Where pictures are measured."""

    def picture(self, use: PictureUse) -> Picture:
        """Return the view of a picture under content/images/; raise `PictureFault` when there is none."""

    def digest(self, src: str) -> str:
        """Return the digest of a picture's content; empty where there is no picture that can be used."""


class MarkdownDocument(Struct, dict=True):
    """One text while its transforms work on it.

    Args:
        path: path of the file that problems name.
        first_line: the line of the file on which the Markdown begins.
        source: the Markdown.
        tree: its HTML, one tree, from its body down.
        picture_lookup: where pictures are measured.
        boxes: the parts of pictures that are hidden, by the path of the picture.
        phrase: returns interface text in the language of the text; `invoke messages` finds its calls by this name.
        printed: returns a value of `newsroom.core.interface_text`, such as a day, in words of that language.
        options: how it is set.
        media: takes the names of what it holds besides words, pictures and tables: gallery, audio, youtube …
        of_readers: whether a reader wrote it, whom nobody can ask to mend anything.
    """

    path: str
    first_line: int
    source: str
    tree: HtmlElement
    picture_lookup: PictureLookup
    boxes: Mapping[str, tuple[Box, ...]] = field(default_factory=dict)
    phrase: Callable[[str], str] = str
    printed: Callable[[object], object] = str
    options: RenderOptions = PLAIN
    media: set[str] = field(default_factory=set)
    of_readers: bool = False
    links: list[InternalLink] = field(default_factory=list)
    pictures: list[PictureUse] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cuts: list[TrackingRemoval] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    #: Where each needle is yet to be found, and where it was found last.
    _sought: dict[tuple[str, str], tuple[Iterator[int], int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # While somebody holds its elements, no walk through the tree makes their objects anew.
        self._elements = [*self.tree.iter()]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in _LINE_END.finditer(self.masked)]

    @cached_property
    def masked(self) -> str:
        """The Markdown, in which code is blanked out."""
        return html_policy.masked(self.source)

    @cached_property
    def _unescaped(self) -> list[str]:
        return [html.unescape(line) for line in self.masked.split("\n")]

    def line_of(self, term: str, before: str = "") -> int:
        """Return the line of the next place where ``term`` stands outside code, else the passage's first line.

        Each call with one needle goes on to its next place, as the tree is walked in the order of the source. A place
        inside a longer word or address does not count.

        Args:
            term: the words or the address.
            before: regular expression for the text before it.
        """
        key = (term, before)
        if key not in self._sought:
            self._sought[key] = (self._positions(term, before), -1)
        places, last = self._sought[key]
        # Behind the last place it is the last that is meant.
        start = next(places, last)
        self._sought[key] = (places, start)
        if start >= 0:
            return self.first_line + bisect.bisect_left(self._line_ends, start)
        # Perhaps it was written with HTML's names of signs: &amp; for &.
        lines = enumerate(self._unescaped, self.first_line)
        return next((line for line, words in lines if term in words), self.first_line)

    def _positions(self, term: str, before: str) -> Iterator[int]:
        """Yield where a needle stands, in order; an expression is made only where one was asked for."""
        if before:
            end = r"(?![\w/-])" if _EDGE.match(term[-1:]) else ""
            for match in re.finditer(f"{before}{re.escape(term)}{end}", self.masked, re.MULTILINE):
                yield match.start()
            return
        place = self.masked.find(term)
        while place >= 0:
            behind = place + len(term)
            before_it, after_it = self.masked[place - 1 : place], self.masked[behind : behind + 1]
            if not (_goes_on(term[:1], before_it) or _goes_on(term[-1:], after_it)):
                yield place
            place = self.masked.find(term, place + 1)

    def problem(self, rule: str, line: int, message: str, fix: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(self.path, line, 0, rule, message, fix))


def _goes_on(edge: str, neighbour: str) -> bool:
    return bool(_EDGE.match(edge) and _LONGER.match(neighbour))


#: Changes the tree of a passage in place and notes what is wrong with it.
Transform = Callable[[MarkdownDocument], None]
