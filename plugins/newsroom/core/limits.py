"""How much one file may hold, so that nobody can stop a build by size: looked at before anything slow begins.

Markdown looks at some signs again and again, so a text made for the purpose costs with the square of its length. Each
limit is many times what a long read needs; `largest` says how near to it a text comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from newsroom.core.problems import Problem

#: Bytes of one text file or data file: a novel has as many.
MOST_BYTES = 500_000
#: Bytes of the ledger of addresses, which grows with every publish: a hundred bytes for each of 300,000 addresses.
MOST_OF_THE_LEDGER = 30_000_000
#: Fields within fields, or lists within lists, in a head or a data file; the deepest that is known has four.
DEEPEST = 12
#: Characters of one field of a head or a data file.
LONGEST_FIELD = 5_000
#: Entries of one list in a head or a data file, and of the authors, topics or corrections of one story.
MOST_ENTRIES, MOST_OF_A_STORY = 2_000, 100
#: Broken links of one file for which the nearest address is looked for.
MOST_HINTS = 10
#: Seconds that one file may take, on a machine that has much else to do.
SECONDS = 20

#: Characters that Markdown examines wherever they stand.
_SIGNS = "[]!*_`<&\\"
#: How many of them one paragraph may hold.
_MOST_SIGNS = 2_000
#: The sum over all paragraphs of their signs times their length; a second or two.
_MOST_WORK = 20_000_000
#: A text that is shorter than this can hold too many signs, and too many of nothing else.
_SHORT = 12_000
_PARTS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-+*#>|]|\d+[.)])[ \t])|(?<=\|)\n(?=\|)")


class Limit(Struct, frozen=True):
    """How many of something a text may hold: an expression that finds one, and what to do about too many."""

    name: str
    pattern: re.Pattern[str]
    most: int
    fix: str


_PART = "part the story in two"
LIMITS = (
    Limit("headings", re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE), 600, _PART),
    Limit("rules", re.compile(r"^ {0,3}(?:[*_-][ \t]*){3,}$", re.MULTILINE), 200, "take most of them out"),
    Limit("code fences", re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE), 300, _PART),
    Limit("abbreviations", re.compile(r"^[ ]{0,3}\*\[", re.MULTILINE), 150, "explain the words where they stand"),
    Limit("footnotes", re.compile(r"^[ ]{0,3}\[\^", re.MULTILINE), 500, _PART),
    Limit("hidden remarks", re.compile(r"<[!?]"), 100, "take them out: no reader sees them"),
    Limit("HTML tags", re.compile(r"</?[A-Za-z]"), 3_000, "write it in Markdown"),
    Limit("links", re.compile(r"\]\(|\]\[|\]:|<[a-z]+:", re.IGNORECASE), 2_000, _PART),
    Limit(
        "forced line ends", re.compile(r"(?<! ) {2,}$", re.MULTILINE), 2_000, "leave a blank line between paragraphs"
    ),
    Limit("cells of tables", re.compile(r"\|"), 20_000, "publish the table as a file of its own"),
    Limit("lines", re.compile(r"\n"), 20_000, _PART),
)
_SHALLOW = 8
#: Deeper than this nobody quotes a quotation, or puts a list into a list; each with a sign that stands in it more often
#: than `_SHALLOW`.
_DEEP = (
    (
        ">",
        re.compile(r"^(?:[ \t]{0,3}>){9}", re.MULTILINE),
        "quotations stand more than eight deep within one another",
        "quote the words themselves",
    ),
    (
        "- -",
        re.compile(r"^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+){9}[^\s*+-]", re.MULTILINE),
        "lists stand more than eight deep within one another",
        "begin a new list, or write sentences",
    ),
    ("[[", re.compile(r"\[{40}|(?:!\[){20}"), "square brackets stand within one another", "take out those not needed"),
)


def text_problems(source: str, path: str, first_line: int) -> list[Problem]:
    """Return a problem for each limit that a Markdown text exceeds; such a text must not be converted.

    Args:
        source: the Markdown.
        path: the file.
        first_line: the line of the file on which it begins.
    """
    return [
        Problem(path, first_line + source.count("\n", 0, place), 0, rule, message, fix)
        for place, rule, message, fix in _faults(source)
    ]


def _faults(source: str) -> Iterator[tuple[int, str, str, str]]:
    signs = sum(map(source.count, _SIGNS))
    if signs * len(source) > _MOST_SIGNS * _MOST_SIGNS:
        yield from _overloaded_paragraphs(source)
    if len(source) > _SHORT:
        for limit in LIMITS:
            place = _nth(limit.pattern, source, limit.most)
            if place >= 0:
                yield place, "text-too-much", f"there are more than {limit.most:,} {limit.name}", limit.fix
    for hint, pattern, message, fix in _DEEP:
        # The signs are counted first, which costs a tenth of looking for them in their order.
        deep = pattern.search(source) if len(source) > _SHORT or source.count(hint) > _SHALLOW else None
        if deep:
            yield deep.start(), "text-too-deep", message, fix


def _overloaded_paragraphs(source: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield paragraphs with too many signs, and a text with too many of such paragraphs."""
    work, begin = 0, 0
    for end in [*(match.end() for match in _PARTS.finditer(source)), len(source)]:
        part = source[begin:end]
        signs = sum(map(part.count, _SIGNS))
        if signs > _MOST_SIGNS:
            message = f"one paragraph holds {signs:,} of the signs {' '.join(_SIGNS)}, and may hold {_MOST_SIGNS:,}"
            begin += len(part) - len(part.lstrip())
            yield begin, "text-too-much", message, "leave a blank line between paragraphs, or take the signs out"
            return
        work += signs * len(part)
        begin = end
    if work > _MOST_WORK:
        message = f"long paragraphs hold too many of the signs {' '.join(_SIGNS)}"
        yield 0, "text-too-much", message, "leave blank lines between shorter paragraphs"


def _nth(pattern: re.Pattern[str], source: str, most: int) -> int:
    """Return where the first one too many stands; -1 where there are not so many."""
    for number, match in enumerate(pattern.finditer(source)):
        if number == most:
            return match.start()
    return -1


def largest(size: int) -> float:
    """Return how near a file of so many bytes comes to the limit, from 0 to 1 and beyond."""
    return size / MOST_BYTES


def too_large(value: object) -> str | None:
    """Return how a field's value is too large, in words that follow its name; None where it is not."""
    if isinstance(value, str):
        return f"has {len(value):,} signs, and may have {LONGEST_FIELD:,}" if len(value) > LONGEST_FIELD else None
    if not isinstance(value, list | dict):
        return None
    if len(value) > MOST_ENTRIES:
        return f"has {len(value):,} entries, and may have {MOST_ENTRIES:,}"
    inner = value.values() if isinstance(value, dict) else value
    return next((excess for item in inner if (excess := too_large(item)) is not None), None)


def size_problem(path: str, size: int) -> Problem:
    """Return the problem of a file that is too large."""
    message = f"the file has {size:,} bytes, and a text may have {MOST_BYTES:,}"
    fix = "part it in two; pictures and other files are not kept inside texts"
    return Problem(path, 0, 0, "file-too-large", message, fix)


def ledger_problem(path: str, size: int) -> Problem | None:
    """Return the problem of a ledger of addresses that is too large to be read; None where it is not."""
    if size <= MOST_OF_THE_LEDGER:
        return None
    message = f"the ledger of addresses has {size:,} bytes, and may have {MOST_OF_THE_LEDGER:,}"
    fix = f"git log -p -- {path} shows what made it grow; take the file from git as it was before"
    return Problem(path, 0, 0, "file-too-large", message, fix)


def depth_problem(path: str, line: int) -> Problem:
    """Return the problem of fields that stand too deep within one another."""
    message = f"fields or lists stand more than {DEEPEST} deep within one another"
    return Problem(path, line, 0, "text-too-deep", message, "write each field on a line of its own")
