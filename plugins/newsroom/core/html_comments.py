"""Comments in HTML, which writers leave for one another: those that readers would get to see are problems.

A comment that is closed never leaves: the one tree of a text drops it. These here are looked for in what Markdown made
of a text, code apart, and their lines in the text: a comment that ends nowhere, or not where its writer thinks; and
declarations and instructions of other languages (``<![CDATA[``, ``<!DOCTYPE``, ``<?php``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsroom.core import html_policy
from newsroom.core.problems import Problem

_CODE = re.compile(r"<(pre|code)\b[^>]*>.*?</\1>", re.DOTALL | re.IGNORECASE)
#: A comment or the like that Markdown took for words; word processors write a dash for two hyphens.
_AS_WORDS = re.compile(r"&lt;(?:!(?=[-‐-―A-Za-z\[])|\?(?=\w))")
#: The same that reached the HTML as it was written.
_AS_MARKUP = re.compile(r"<(?:!(?=[-‐-―A-Za-z\[])|\?)")
_IN_SOURCE = re.compile(r"(?<!\\)<(?:!(?=[-‐-―A-Za-z\[])|\?(?=\w))")
#: Somebody who means the signs themselves writes them so.
_MEANT = re.compile(r"(?:&lt;|&#0*60;|&#x0*3c;|\\<)(?:!(?=[-‐-―A-Za-z\[])|\?(?=\w))", re.IGNORECASE)
_OTHER_ENDS = re.compile(r"<!--(?:(?!-->).)*?--!>", re.DOTALL)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")

_OPEN = ("a comment begins here and ends nowhere, so readers would read it", "end it with -->, or take it out")
_BROKEN = (
    "this comment begins among other words and has a blank line in it, so readers would read it",
    "put it on lines of its own, or take it out",
)
_EMPTY = (
    "this comment ends where it begins, so readers would read what follows",
    "write <!-- with a space behind it, and --> at its end; or take it out",
)
_NESTED = (
    "a comment begins within this comment, and both end at the first -->, so readers would read the rest",
    "make them two, one behind the other, or take them out",
)
_OTHER_END = (
    "this comment ends with --!>, which some programs pass over, so readers might read it",
    "end it with -->, or take it out",
)
_DASH = (
    "this comment begins with a dash in place of two hyphens, so readers would read it",
    "write <!-- and -->, with two hyphens each, or take it out",
)
_NOT_HTML = "take it out; the words may stay"


def problems(source: str, markup: str, path: str, first_line: int) -> list[Problem]:
    """Return a problem for each comment, declaration or instruction that readers would see, or that loses words.

    Args:
        source: a Markdown text.
        markup: the same text as HTML.
        path: path of the file that problems name.
        first_line: the line of the file on which the text begins.
    """
    if "<!" not in source and "<?" not in source:
        return []
    bare = _CODE.sub("", markup)
    shown = len(_AS_WORDS.findall(bare)) - len(_MEANT.findall(html_policy.masked(source)))
    raw = [fault for place in _comment_starts(bare) if (fault := _fault(bare, place))]
    # Markdown ends a comment there and writes it as others end, which programs that know no such end do not.
    wrong = max(shown, 0) + len(raw) + len(_OTHER_ENDS.findall(html_policy.masked(source)))
    if not wrong:
        return []
    faults = list(_in_source(source, wrong)) or [(0, raw[0] if raw else _OPEN)]
    return [
        Problem(path, first_line + source.count("\n", 0, place), 0, "html-forbidden", *said) for place, said in faults
    ]


def _comment_starts(markup: str) -> Iterator[int]:
    """Yield where each comment or the like begins that a browser would find; what stands within one is passed over."""
    place = 0
    while match := _AS_MARKUP.search(markup, place):
        yield match.start()
        end = markup.find("-->" if markup.startswith("<!--", match.start()) else ">", match.end())
        place = end if end > 0 else len(markup)


def _in_source(source: str, wrong: int) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the places that must be meant and what is wrong there: those outside of code, and if need be all.

    Args:
        source: the text.
        wrong: how many are wrong in what was made of it.
    """
    for words in (html_policy.masked(source), source):
        places, done = [], 0
        for match in _IN_SOURCE.finditer(words):
            if match.start() >= done:
                places.append(match.start())
                done = _end(words, match.start())
        faulty = [(place, fault) for place in places if (fault := _fault(words, place))]
        # One that is closed and is shown all the same was broken by a blank line.
        faulty += [(place, _BROKEN) for place in places if not _fault(words, place) and _is_broken(words, place)]
        if faulty:
            yield from sorted(faulty)[:wrong]
            return


def _end(words: str, place: int) -> int:
    if not words.startswith("<!--", place):
        return place + 2
    end = words.find("-->", place + 4)
    return end + 3 if end >= 0 else place + 4


def _is_broken(words: str, place: int) -> bool:
    return words.startswith("<!--", place) and bool(_BLANK_LINE.search(words, place, _end(words, place)))


def _fault(words: str, place: int) -> tuple[str, str] | None:
    """Return what is wrong with the comment or the like that begins at a place; None where it is a whole comment."""
    if not words.startswith("<!--", place):
        return _other(words[place : place + 40])
    if words.startswith((">", "->"), place + 4):
        return _EMPTY
    end = words.find("-->", place + 4)
    inner = words[place + 4 : end if end >= 0 else len(words)]
    if "--!>" in inner:
        return _OTHER_END
    if end < 0:
        return _OPEN
    return _NESTED if "<!--" in inner else None


def _other(start: str) -> tuple[str, str]:
    if not start.startswith(("<!", "<?")) or re.match(r"<![-‐-―]", start):
        return _DASH
    name = re.match(r"<(?:\?\w*|!\[?\w*)", start)
    return f"{name[0] if name else start[:2]} is no HTML that a story may hold", _NOT_HTML
