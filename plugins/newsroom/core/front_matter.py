"""Front matter: the fields at the start of a file, each with its line.

Two forms give the same record: fields between two lines of three hyphens, and Pelican's ``Key: value`` lines that end
at the first blank one. Every value stays text (YAML alone would make 1350 of ``22:30`` and False of ``No``), and may
hold a colon or a number sign, because the people who write it do not know YAML.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from newsroom.core import field_names, front_matter_reader
from newsroom.core.front_matter_reader import FrontMatterNotes, Line, Reader, is_fence
from newsroom.core.front_matter_values import FieldPath
from newsroom.core.problems import Problem
from newsroom.core.text_files import decode, is_no_text

__all__ = ["FieldPath", "SplitFile", "decode", "is_no_text", "split"]

#: A field of the form without hyphens, which a file may begin with.
_CLASSIC = re.compile(r"[A-Za-z_][\w-]*:(?:[ \t]|$)")
#: The end of a head that no line of hyphens ends.
_OTHER_ENDS = re.compile(r"(?:\.{3}|\*{3,}|_{3,}|={3,}|~{3,}|\+{3})\s*$")
#: Lines at the beginning of a file among which its fields are looked for.
_FAR = 40


class SplitFile(Struct, frozen=True):
    """The head and the body of a file.

    Args:
        fields: values of the head, by field: text, lists or further dictionaries.
        lines: the line (from 1) and column of each value.
        body: everything after the head.
        body_line: the line on which the body begins.
        problems: problems with parts that could not be read.
    """

    fields: dict[str, Any]
    lines: dict[FieldPath, tuple[int, int]]
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()

    def line_of(self, place: FieldPath) -> tuple[int, int]:
        """Return line and column of the value at ``place``, else of the value around it, else of the front matter."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, (1, 0))


def split(text: str, path: str) -> SplitFile:
    """Read the head of a file in either form.

    Args:
        text: the whole file, with plain line feeds.
        path: path of the file that problems name.
    """
    notes = FrontMatterNotes(path)
    lines = text.split("\n")
    above = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if is_fence(lines[above]):
        fields, body_start = _fenced(lines, above, notes)
    elif _begins(lines[above]):
        fields, body_start = _classic(lines, above, notes)
    else:
        begins = next((number for number in range(above, min(len(lines), _FAR)) if _opens(lines, number)), -1)
        notes.add(1, "front-matter-missing", *front_matter_reader.no_front_matter(lines, begins + 1))
        fields, body_start = {}, 0
    body = "\n".join(lines[body_start:])
    return SplitFile(fields, notes.lines, body, body_start + 1, tuple(notes.problems))


def _begins(line: str) -> bool:
    """Return whether a line is a field that a head may begin with."""
    field = Line.of(1, line).field()
    return field is not None and bool(_CLASSIC.match(line) or field_names.known(field.key))


def _opens(lines: list[str], number: int) -> bool:
    """Return whether a line of hyphens with a known field below it stands somewhere."""
    below = lines[number + 1] if number + 1 < len(lines) else ""
    field = Line.of(1, below).field()
    return is_fence(lines[number]) and field is not None and bool(field_names.known(field.key))


def _fenced(lines: list[str], opening: int, notes: FrontMatterNotes) -> tuple[dict[str, Any], int]:
    """Read the fields below a line of hyphens, up to the next one or, where there is none, to a blank line."""
    begin = opening + 1
    end = next((number for number in range(begin, len(lines)) if is_fence(lines[number])), None)
    if end is None:
        # Other programs end a head so, and people who remember a line of signs.
        end = next((number for number in range(begin, len(lines)) if _OTHER_ENDS.match(lines[number])), None)
    blank = next((number for number in range(begin + 1, len(lines)) if not lines[number].strip()), None)
    if blank is not None and (end is None or blank < end) and not _is_front_matter(lines[blank : end or len(lines)]):
        # A line of hyphens further down is a rule of the story.
        end = blank
    if end is None:
        first = next(
            (it for it in range(begin, len(lines)) if not _is_front_matter(lines[it : it + 1])), len(lines) - 1
        )
        fix = "put a line of --- below the last field, and the story below that"
        notes.add(first + 1, "front-matter-unclosed", "no line of --- stands between the fields and the story", fix)
        return {}, len(lines)
    if begin < len(lines) and not lines[begin].strip() and end > begin:
        notes.add(begin + 1, "front-matter-blank-line", "a blank line follows the opening ---", "delete the blank line")
    notes.lines[()] = (begin + 1, 1)
    last = end - 1 if lines[end - 1].rstrip() == "..." and end > begin else end
    fields = Reader(lines[begin:last], begin + 1, notes, fenced=True).read()
    return fields, end + 1


def _is_front_matter(lines: list[str]) -> bool:
    """Return whether lines behind a blank one are fields still, or remarks, and no story."""
    words = [Line.of(1, line) for line in lines if line.strip()]
    if not words:
        return True
    field = words[0].field()
    return words[0].is_remark or words[0].indent > 0 or (field is not None and bool(field_names.known(field.key)))


def _classic(lines: list[str], above: int, notes: FrontMatterNotes) -> tuple[dict[str, Any], int]:
    """Read ``Key: value`` lines up to a blank one, or to a line of hyphens whose first was left out."""
    end = next((number for number in range(above, len(lines)) if not lines[number].strip()), len(lines))
    fence = next((number for number in range(above, len(lines)) if is_fence(lines[number])), None)
    if fence is not None and (fence <= end or _is_front_matter(lines[end:fence])):
        end = fence
        fence_given = True
    else:
        fence_given = False
    notes.lines[()] = (1, 0)
    fields = Reader(lines[above:end], above + 1, notes, fenced=fence_given).read()
    values = {key if fence_given else key.lower(): value for key, value in fields.items()}
    return {key: value if fence_given else _split_list(key, value) for key, value in values.items()}, end + 1


def _split_list(key: str, value: Any) -> Any:
    """Return a list whose entries commas (or semicolons) part."""
    if key not in field_names.names().lists or not isinstance(value, str):
        return value
    return [part.strip() for part in value.split(";" if ";" in value else ",") if part.strip()]


_DRAFT = re.compile(r"^\W*status\W*draft\W*$", re.MULTILINE | re.IGNORECASE)


def unreadable(problems: tuple[Problem, ...], split_file: SplitFile) -> list[Problem]:
    """Return the problem of a file that is not text, or whose front matter has no end.

    Whatever else was found in it follows from that.
    """
    if is_no_text(problems):
        return [*problems]
    lost = [
        problem for problem in split_file.problems if problem.rule in ("front-matter-missing", "front-matter-unclosed")
    ]
    return [*problems, *lost] if lost else []


def is_draft(words: str, split_file: SplitFile) -> bool:
    """Return whether a file says that it is a draft, even where its front matter is unreadable as a whole."""
    if split_file.fields:
        return str(split_file.fields.get("status", "")).casefold() == "draft"
    return bool(_DRAFT.search(words.lstrip().removeprefix("---").split("\n---", 1)[0]))
