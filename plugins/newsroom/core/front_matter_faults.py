"""Lines of front matter that cannot be read, in plain words: what is wrong, and the line as it should be."""

from __future__ import annotations

import re

from newsroom.core import field_names
from newsroom.core.front_matter_lines import Line
from newsroom.core.problems import nearest

#: Signs that people put around or behind a field's name, out of habit or by another program's rules.
_WRAPPED = re.compile(
    r"^(?:#{1,6}\s+|[*_>•·-]+\s*)?(?P<key>[A-Za-z_][\w -]*?)\s*[:：]?[*_]*\s*[:：]\s*[*_]*\s*(?P<value>.+)$"
)
_WITHOUT = re.compile(
    r"^[*#_\s•-]*(?P<key>[A-Za-z_][\w-]*)[*_]*\s*(?:=>|[=;,|]|[-\u2013\u2014](?=\s))?\s*(?P<value>.*)$"
)


def no_field(line: Line, parent: str) -> tuple[str, str]:
    """Return message and fix for a line that stands where a field should, and is none.

    Args:
        line: the line.
        parent: the field that it stands in; empty for the head itself.
    """
    wrapped = _WRAPPED.match(line.words)
    if wrapped and (meant := field_names.known(wrapped["key"], parent)):
        return f'signs stand before or around "{meant}", which is a field', f"write {_shown(meant, wrapped['value'])}"
    without = _WITHOUT.match(line.words)
    if without and (meant := field_names.known(without["key"], parent) or _near(without["key"], parent)):
        return (
            f'"{_cut(line.words)}" has no colon behind the name of the field',
            f"write {_shown(meant, without['value'])}",
        )
    if line.item() is not None:
        return "a list begins here, and no field above says what it is a list of", (
            "write the field above it, such as tags:, or take the hyphen away"
        )
    message = f'"{_cut(line.words)}" is no field: it has no name with a colon behind it'
    fix = "if it goes on with the line above, put two spaces before it; if the story begins here, put --- above it"
    return message, fix


def _near(key: str, parent: str) -> str:
    names = field_names.INSIDE.get(parent, field_names.TOP)
    return nearest(key, sorted(names)) if len(key) > 3 else ""


def _shown(key: str, value: str) -> str:
    value = value.strip().strip("*_").strip().rstrip(",;").strip().strip("\"'\u201c\u201d")
    return f'"{key}: {_cut(value)}"' if value else f'"{key}:" and what it is'


def _cut(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


def two_hyphens(line: Line) -> tuple[str, str]:
    """Return message and fix for a list within a list."""
    return "two hyphens stand before one entry of a list", f'write one: "- {_cut(line.words.lstrip("- "))}"'


def no_list(line: Line, key: str) -> tuple[str, str]:
    """Return message and fix for a field with a name of its own below one that holds a list of words."""
    found = line.field(key) or line.field("-")
    words = found.value if found is not None else line.words
    return f'"{key}" is a list of words, and this line names a field', f'write it as "- {_cut(words)}"'


def never_closed(value: str, key: str) -> tuple[str, str]:
    """Return message and fix for a bracket that opens and does not close."""
    sign, closing = value[0], {"[": "]", "{": "}"}[value[0]]
    if key in field_names.FREE:
        return f'the "{sign}" behind "{key}:" is never closed', f"put {closing} where the words in brackets end"
    bare = value.strip("[]{} ,")
    fix = f"write {key}: {value}{closing}" if sign == "{" or "," in bare else f"write {key}: {bare}"
    return f'the "{sign}" behind "{key}:" is never closed', fix


def remark_or_words(key: str) -> tuple[str, str]:
    """Return message and fix for a number sign below a value, which may begin a remark or go on with it."""
    message = f'a line that begins with # stands in the middle of "{key}", and may be a remark or a part of it'
    fix = f'put a remark above "{key}:", with no blank before it; put words on the line above, without a line break'
    return message, fix


def no_head(lines: list[str], begins: int) -> tuple[str, str]:
    """Return message and fix for a file that does not begin with its fields.

    Args:
        lines: its lines.
        begins: the number, from 1, of the line on which they do begin; 0 where they nowhere do.
    """
    if begins:
        return f"the fields begin on line {begins} only", "delete what stands above them, or move it below them"
    first = next((line for line in lines if line.strip()), "")
    title = first.strip("#* \t=") or "the headline"
    if not first:
        return (
            "the file is empty",
            "write ---, title:, summary:, date:, authors: and --- on lines of their own, then the text",
        )
    if first.strip() in ("+++", "{", "<!--"):
        return f'the file begins with "{first.strip()}", which stands for another way to write fields', (
            "put --- on lines of their own around the fields, and write each as title: and what it is"
        )
    fix = (
        f'put above it: a line of ---, then "title: {_cut(title)}", summary:, date:, authors:, and another line of ---'
    )
    return "the file does not begin with its fields", fix
