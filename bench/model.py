"""Text of the corpus: its sections, authors, topics and stories, each a function of the seed and a number alone.

Because nothing depends on how many stories there are, a larger corpus begins with the very stories of a smaller one.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass  # noqa: TID251  the generator stands by itself
from datetime import datetime, timedelta
from functools import cache
from random import Random

from bench.pictures import COUNT as PICTURES
from bench.words import PEOPLE, Prose, zipf

#: The newest story is never newer than this; the benchmark's builds take it as now.
NOW = "2026-11-23T09:00:00+10:00"
_FIRST = datetime(2016, 11, 21)  # noqa: DTZ001  stories give the time at the magazine's own desk
_DAYS = 3652
#: A step that is no simple fraction of the days, so that however many stories there are, they cover all of them.
_STEP = 2257

SECTIONS = (
    ("national", "National", "red"),
    ("world", "World", "blue"),
    ("politics", "Politics", "violet"),
    ("arts", "Arts", "pink"),
    ("health", "Health", "green"),
    ("community", "Community", "orange"),
    ("opinion", "Opinion", "yellow"),
    ("sport", "Sport", "sky"),
)
_ABOUT = "Marriage Housing Schools Prisons Asylum Theatre Film Books Football Parades".split()  # noqa: SIM905
_WHICH = """
    law history funding rights policy research culture politics families media elders youth abroad reform online
    regions unions faith work memory
""".split()  # noqa: SIM905
TOPICS = tuple(f"{about} {which}" for which in _WHICH for about in _ABOUT)
_FIRST_NAMES = "Alex Bronte Chidi Dana Emre Freya Gus Harriet Ivo Jamila Kit Lou Mina Nico Orla".split()  # noqa: SIM905
_LAST_NAMES = ("Archer", "Boland")
AUTHORS = tuple(f"{first} {last}" for last in _LAST_NAMES for first in _FIRST_NAMES)

_SECTION = zipf([id_ for id_, _, _ in SECTIONS], 0.7)
_TOPIC = zipf(TOPICS, 0.9)
_AUTHOR = zipf(AUTHORS, 0.6)
_KINDS = ("news", "news", "news", "news", "news", "feature", "explainer", "analysis", "review", "interview")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slugify(words: str) -> str:
    """Return words as a part of an address."""
    return _NOT_SLUG.sub("-", words.lower().replace("'", "").replace('"', "")).strip("-")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Facts about a story, without its words.

    ``number`` counts from 0; ``authors`` are names; ``picture`` is the number of one in the pool.
    """

    number: int
    section: str
    date: datetime
    title: str
    summary: str
    slug: str
    kind: str
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    picture: int

    @property
    def path(self) -> str:
        """The file, below the folder of all stories, without its ending."""
        return f"{self.section}/{self.date.year}/{self.slug}"

    @property
    def address(self) -> str:
        """The address of the page."""
        return f"/{self.section}/{self.date:%Y/%m}/{self.slug}/"


@cache
def front_matter(seed: int, number: int) -> FrontMatter:
    """Return a story's head.

    Args:
        seed: the corpus's.
        number: the story's, counted from 0.
    """
    chance = Random(f"{seed}/head/{number}")  # noqa: S311  repeatable chance, not secrets
    prose = Prose(chance)
    day = _FIRST + timedelta(days=number * _STEP % _DAYS)
    date = day.replace(hour=chance.randrange(6, 19), minute=chance.randrange(60))
    section = prose.pick(_SECTION)
    title = prose.headline()
    while len(title) > 110:
        title = prose.headline()
    topics = _some(prose, _TOPIC, 1 + min(5, int(chance.expovariate(0.4))))
    return FrontMatter(
        number=number,
        section=section,
        date=date,
        title=title,
        summary=_plain(f"{prose.sentence()} {prose.sentence()}"),
        slug=f"{slugify(title)[:60].strip('-')}-{number}",
        kind="opinion" if section == "opinion" else chance.choice(_KINDS),
        authors=_some(prose, _AUTHOR, 2 if chance.random() < 0.1 else 1),
        topics=topics,
        picture=chance.randrange(PICTURES),
    )


def _some(prose: Prose, table: list[str], count: int) -> tuple[str, ...]:
    """Choose so many different ones."""
    chosen: dict[str, None] = {}
    while len(chosen) < count:
        chosen[prose.pick(table)] = None
    return tuple(chosen)


def _plain(words: str) -> str:
    """Return words without Markdown, and with no quotation mark at their head, which YAML would take for its own."""
    words = words.replace("*", "")
    return f"Now, {words}" if words[0] in "\"'" else words


#: Stands in a body for the address of another story, which each generator writes in its own way.
LINK = re.compile(r"@@(\d+)@@")


def body(seed: int, number: int) -> str:
    """Return a story's words in Markdown, with ``@@number@@`` where a link to another story leads.

    Links lead to earlier numbers only, so that they lead somewhere in a corpus of any size.

    Args:
        seed: the corpus's.
        number: the story's.
    """
    chance = Random(f"{seed}/body/{number}")  # noqa: S311  repeatable chance, not secrets
    prose = Prose(chance)
    target = int(min(850.0, max(300.0, math.exp(chance.gauss(math.log(456), 0.27)))))
    blocks: list[str] = []
    count = 0
    while count < target:
        blocks.append(prose.paragraph(min(chance.randrange(35, 85), target - count)))
        count += len(blocks[-1].split())
    blocks[chance.randrange(len(blocks))] += (
        f" The [{prose.noun()} and its {prose.noun()}](https://example.org/{prose.noun()}/{number}) say more."
    )
    if number and chance.random() < 1 / 3:
        other = chance.randrange(number)
        blocks[chance.randrange(len(blocks))] += f" We wrote of [{prose.phrase()}](@@{other}@@) before."
    if chance.random() < 0.1:
        blocks[chance.randrange(len(blocks))] += "[^1]"
        blocks.append(f"[^1]: {prose.sentence()}")
    if chance.random() < 0.25:
        items = "\n".join(f"- {prose.phrase()}" for _ in range(chance.randrange(3, 6)))
        blocks.insert(chance.randrange(1, len(blocks)), items)
    blocks.insert(chance.randrange(1, len(blocks)), f"> {prose.sentence()}")
    for part in (2, 1):
        blocks.insert(1 + part * (len(blocks) - 2) // 3, f"## {prose.heading()}")
    return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True, slots=True)
class Person:
    """An author: a name, an id, a line and a longer word about them."""

    name: str
    id: str
    bio: str
    role: str
    words: str


def people(seed: int) -> tuple[Person, ...]:
    """Return the authors."""
    found = []
    for name in AUTHORS:
        prose = Prose(Random(f"{seed}/author/{name}"))  # noqa: S311  as above
        words = f"{prose.paragraph(40)}\n\n{prose.paragraph(40)}\n"
        found.append(Person(name, slugify(name), _plain(prose.sentence()), f"Writes on {prose.noun()}", words))
    return tuple(found)


#: Pages that are no stories: file, and title.
PAGES = (
    ("about", "About"),
    ("contact", "Contact"),
    ("write-for-us", "Write for us"),
    ("magazine/how-to-get-it", "The print magazine"),
    ("editorial-standards", "Editorial standards"),
    ("corrections", "Corrections"),
    ("privacy", "Privacy"),
    ("accessibility", "Accessibility"),
    ("support", "Support services"),
)


def page(seed: int, name: str) -> tuple[str, str]:
    """Return the summary and the words of a page."""
    prose = Prose(Random(f"{seed}/page/{name}"))  # noqa: S311  as above
    words = "\n\n".join(prose.paragraph(70) for _ in range(4))
    return f"What {prose.pick(PEOPLE)} and others should know.", words + "\n"


def introduction(section: str) -> str:
    """Return the line at the head of a section."""
    return f"All that is new in {section.lower()}, and what it means for our readers."
