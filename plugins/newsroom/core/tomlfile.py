"""Data files: TOML, with the line of each entry."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from newsroom.core import limits, toml_errors
from newsroom.core.front_matter import FieldPath, SplitFile, decode, is_no_text
from newsroom.core.problems import Problem

_TABLE = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_DEEP_KEY = re.compile(rf"(?:[\w-]+\.){{{limits.DEEPEST}}}[\w-]")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def load(path: Path, shown: str) -> SplitFile:
    """Read a data file; an absent one is empty.

    Args:
        path: the file.
        shown: path of the file that problems name.
    """
    if not path.is_file():
        return SplitFile({}, {}, "", 1)
    size = path.stat().st_size
    if size > limits.MOST_BYTES:
        return SplitFile({}, {}, "", 1, (limits.size_problem(shown, size),))
    text, problems = decode(path.read_bytes(), shown)
    if is_no_text(problems):
        return SplitFile({}, {}, "", 1, problems)
    deep = _DEEP_KEY.search(text)
    if deep:
        # Reading such a key takes time with the square of its length.
        line = text.count("\n", 0, deep.start()) + 1
        return SplitFile({}, {}, "", 1, (*problems, limits.depth_problem(shown, line)))
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except RecursionError:
        return SplitFile({}, {}, "", 1, (*problems, limits.depth_problem(shown, 1)))
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        reached = int(at[1]) if at and at[1] else text.rstrip().count("\n") + 1
        line, message, fix = toml_errors.explanation(text.split("\n"), reached, str(error))
        problem = Problem(shown, line, 0, "front-matter-syntax", message, fix)
        return SplitFile({}, {}, "", 1, (*problems, problem))
    return SplitFile(data, _lines(text), "", 1, problems)


def _lines(text: str) -> dict[FieldPath, tuple[int, int]]:
    """Find the line of each table and key; enough for files of tables and simple values."""
    line_of: dict[FieldPath, tuple[int, int]] = {}
    counts: dict[str, int] = {}
    place: FieldPath = ()
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if fence:
            fence = "" if fence in line else fence
            continue
        table = _TABLE.match(line)
        key = _KEY.match(line)
        if table:
            place = _table_place(table, counts)
            line_of[place] = (number, 1)
            line_of.setdefault(place[:1], (number, 1))
        elif key:
            line_of.setdefault((*place, key[1]), (number, line.index(key[1]) + 1))
            fence = next((mark for mark in ('"""', "'''") if line.count(mark) == 1), "")
    return line_of


def _table_place(table: re.Match[str], counts: dict[str, int]) -> FieldPath:
    name = table[2]
    if table[1] == "[":
        return tuple(name.split("."))
    counts[name] = counts.get(name, -1) + 1
    return (*name.split("."), counts[name])
