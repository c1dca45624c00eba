"""Edits of one field of front matter that leave every other byte of the file unchanged."""

from __future__ import annotations

import re
from typing import Any

from newsroom.core import front_matter

_BOM = "\ufeff"
_VALUE = re.compile(r"^(?P<key>[ \t]*\S+?:[ \t]*)(?P<value>\S.*?)?(?P<rest>[ \t]+#.*)?$")


class UnsupportedFrontMatter(ValueError):
    """The head is written in a way that cannot be changed safely; a person has to do it."""


def with_field(raw: bytes, name: str, value: str) -> bytes:
    """Return a file with another value in one field of its front matter, which has to be on one line.

    Args:
        raw: the file.
        name: the field; it is put at the end of the head where it is not there yet.
        value: one plain word.

    Raises:
        UnsupportedFrontMatter: it cannot be done without changing anything else.
    """
    lines, head = _opened(raw)
    place = head.lines.get((name,))
    if place is None:
        end = "\r\n" if lines[0].endswith("\r\n") else "\n"
        # The form without fences ends at the first blank line, so its new line comes first.
        lines.insert(head.body_line - 2 if _is_fenced(lines) else 0, f"{name}: {value}{end}")
    else:
        words = lines[place[0] - 1]
        bare = words.rstrip("\r\n")
        match = _VALUE.match(bare)
        if match is None:
            raise UnsupportedFrontMatter(name)
        # Behind a value without quotes a remark would be part of it.
        written = f'"{value}"{match["rest"]}' if match["rest"] else value
        lines[place[0] - 1] = f"{match['key']}{written}{words[len(bare) :]}"
    return _closed(raw, lines, {**head.fields, name: value}, head.body)


def without_field(raw: bytes, name: str) -> bytes:
    """Return a file without a field of its head, whatever number of lines it takes.

    Args:
        raw: the file.
        name: the field; where there is none, nothing changes.

    Raises:
        UnsupportedFrontMatter: it cannot be done without changing anything else.
    """
    lines, head = _opened(raw)
    if name not in head.fields:
        return raw
    first = head.lines[name,][0]
    after = [at for place, (at, _) in head.lines.items() if len(place) == 1 and at > first]
    end = min(after, default=head.body_line - 1)
    # A remark above the next field is about that one.
    while end > first + 1 and lines[end - 2].lstrip().startswith("#"):
        end -= 1
    del lines[first - 1 : end - 1]
    return _closed(raw, lines, {key: value for key, value in head.fields.items() if key != name}, head.body)


def _opened(raw: bytes) -> tuple[list[str], front_matter.SplitFile]:
    """Return the lines of a file, with their ends, and its front matter."""
    try:
        text = raw.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError:
        raise UnsupportedFrontMatter("the file is not UTF-8 text") from None
    head = _read(raw)
    if not head.fields or any(problem.is_error for problem in head.problems):
        raise UnsupportedFrontMatter("the front matter cannot be read")
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text), head


def _closed(raw: bytes, lines: list[str], fields: dict[str, Any], body: str) -> bytes:
    """Return the changed file after checking that only the one field has changed."""
    changed = ((_BOM if raw.startswith(_BOM.encode()) else "") + "".join(lines)).encode()
    head = _read(changed)
    if head.fields != fields or head.body != body or any(problem.is_error for problem in head.problems):
        raise UnsupportedFrontMatter("the front matter would not say what it should")
    return changed


def _read(raw: bytes) -> front_matter.SplitFile:
    text, _ = front_matter.decode(raw, "")
    return front_matter.split(text, "")


def _is_fenced(lines: list[str]) -> bool:
    return lines[0].rstrip() == "---"
