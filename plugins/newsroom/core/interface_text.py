"""Interface text: types of values that a template prints in the language of its page.

Views are the same for every language. Values in them that are interface text, such as a month or the name of a
section, have one of the types below. The Jinja environment of each language (`newsroom.engine.render.templates`) prints
them in that language. Outside of templates, each prints in English, the source language of the catalogues.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from markupsafe import Markup, escape
from msgspec import Struct

from newsroom.core import dates, text

#: A passage in another language, once it is escaped.
_MARKED = re.compile(r"&lt;span lang=&#34;([A-Za-z-]+)&#34;&gt;(.*?)&lt;/span&gt;")

#: The magazine's name in a line about it, once that is escaped.
_NAME = re.compile(r"&lt;strong&gt;(.*?)&lt;/strong&gt;")


class TranslatableText(str):
    """Interface text, in English; templates print its translation from the page's catalogue.

    `invoke messages` collects the text in each ``TranslatableText("…")`` of Python code for the catalogues. For data
    files, `newsroom.commands.messages` lists the fields that it collects.
    """

    __slots__ = ()


class MarkedText(TranslatableText):
    """Interface text in which ``<span lang="…">`` marks words of another language; templates print no other element."""

    __slots__ = ()

    @staticmethod
    def html(words: str) -> Markup:
        """Return such text, or its translation, as HTML."""
        return Markup(_MARKED.sub(r'<span lang="\1">\2</span>', str(escape(words))))  # noqa: S704  all else is escaped


class AboutText(MarkedText):
    """A line about the magazine, in which ``<strong>`` marks its name as well."""

    __slots__ = ()

    @staticmethod
    def html(words: str) -> Markup:
        """Return the line, or its translation, as HTML."""
        return Markup(_NAME.sub(r'<strong class="about-site-name">\1</strong>', str(MarkedText.html(words))))  # noqa: S704


#: No word.
SILENT = TranslatableText()


class NameList(tuple[str, ...]):
    """Names in their order; templates print them as a sentence has them: A, B and C."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return them as an English sentence has them."""
        return text.enumerated(list(self))


class TextList(tuple[TranslatableText, ...]):
    """Words in their order; templates print them with commas between them."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return them as English has them."""
        return ", ".join(self)


#: None.
WORDLESS = TextList()


class Day(Struct, frozen=True):
    """A day; templates print it in words: 23 November 2026."""

    year: int
    month: int
    day: int

    @classmethod
    def of(cls, day: date) -> Day:
        """Return the day of a date or a moment."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """Return it as the magazine prints it in English."""
        return dates.in_words(self)


class Month(Struct, frozen=True):
    """A month; templates print it with its year: November 2026; or alone, where ``year`` is 0."""

    month: int
    year: int = 0

    def __str__(self) -> str:
        """Return it as the magazine prints it in English."""
        name = dates.MONTHS[self.month - 1]
        return f"{name} {self.year}" if self.year else name


class Clock(Struct, frozen=True):
    """A time of day; templates print it as readers of their language write it: 9.30am."""

    hour: int
    minute: int

    @classmethod
    def of(cls, moment: datetime) -> Clock:
        """Return the time of a moment, in the moment's own zone."""
        return cls(moment.hour, moment.minute)

    def __str__(self) -> str:
        """Return it as the magazine prints it in English."""
        return dates.clock(self)
