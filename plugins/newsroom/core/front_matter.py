"""Front matter: the fields at the head of a file, each with the line that it stands on.

Two forms give the same record: YAML between two lines of three hyphens, and Pelican's ``Key: value`` lines that end at
the first blank one. Every scalar stays text (PyYAML alone would make 1350 of ``22:30`` and False of ``No``), and a
plain value may hold a colon or a number sign, because the people who write it do not know YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from newsroom.core import limits
from newsroom.core import text as words
from newsroom.core.problems import Problem

#: Where a value stands: keys and list positions from the outside in.
Place = tuple[str | int, ...]

_FENCE = re.compile(r"^---[ \t]*$")
_FIELD = re.compile(r"^(?P<head>[ ]*(?:- +)*[A-Za-z_][\w-]*:[ \t]+)(?P<value>\S.*?)[ \t]*$")
_ITEM = re.compile(r"^(?P<head>[ ]*(?:- +)+)(?P<value>\S.*?)[ \t]*$")
_NEEDS_QUOTES = re.compile(r":(\s|$)|\s#|^[@`%*&!?,\]}#]|^[-:?]\s")
#: Values that YAML reads as they stand: lists, records, text over several lines, notes to oneself.
_YAML_VALUE = re.compile(r"\[(?!.*?\][ \t]+[^\s#])|[{|>]|#(?:\s|$)")
_INDENTED = re.compile(r"^[ ]+", re.MULTILINE)
_QUOTED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]*(?:[ \t]#.*)?$")
#: Signs that YAML takes for the end of a line, though no editor does.
_ODD_LINE_ENDS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
_CLASSIC = re.compile(r"^(?P<key>[A-Za-z_][\w-]*):[ \t]*(?P<value>.*?)[ \t]*$")
_BLOCK_SCALAR = re.compile(r":[ \t]+[|>][-+0-9]*[ \t]*$")
#: Fields that hold several values; in the classic form commas (or semicolons) part them.
_LISTS = frozenset({"authors", "content_notes", "helplines", "tags"})


@dataclass(frozen=True, slots=True)
class Located:
    """The head and the body of a file.

    Args:
        fields: what the head says; values are text, lists or further dictionaries.
        lines: the line (from 1) and column of each value.
        body: everything after the head.
        body_line: the line on which the body begins.
        problems: what could not be read.
    """

    fields: dict[str, Any]
    lines: dict[Place, tuple[int, int]]
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()

    def line_of(self, place: Place) -> tuple[int, int]:
        """Return line and column of the value at ``place``, or of what holds it, or of the file's head."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, (1, 0))


@dataclass(slots=True)
class _Notes:
    path: str
    lines: dict[Place, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, rule: str, message: str, fix: str, column: int = 0) -> None:
        self.problems.append(Problem(self.path, line, column, rule, message, fix))


def decode(raw: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file; a byte order mark, Windows line ends and unprintable signs are taken away.

    Bytes that are not UTF-8 become a problem that names their line, and stand as U+FFFD in the text.
    """
    problems: tuple[Problem, ...] = ()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        fix = 'save the file again with the encoding "UTF-8"'
        problems = (Problem(path, line, 0, "file-encoding", "this is not UTF-8 text", fix),)
        text = raw.decode("utf-8-sig", errors="replace")
    return words.printable(text.replace("\r\n", "\n").replace("\r", "\n")), problems


def split(text: str, path: str) -> Located:
    """Read the head of a file in either form.

    Args:
        text: the whole file, with plain line feeds.
        path: what the problems name.
    """
    notes = _Notes(path)
    lines = text.split("\n")
    if _FENCE.match(lines[0]):
        fields, body_start = _yaml_head(lines, notes)
    elif _CLASSIC.match(lines[0]):
        fields, body_start = _classic_head(lines, notes)
    else:
        notes.add(1, "front-matter-missing", "the file does not begin with its fields", "begin it with a line of ---")
        fields, body_start = {}, 0
    body = "\n".join(lines[body_start:])
    return Located(fields, notes.lines, body, body_start + 1, tuple(notes.problems))


def _yaml_head(lines: list[str], notes: _Notes) -> tuple[dict[str, Any], int]:
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)
    if end is None:
        notes.add(1, "front-matter-unclosed", "the fields never end", "put a line of --- after the last field")
        return {}, len(lines)
    if not lines[1].strip() and end > 1:
        notes.add(2, "front-matter-blank-line", "a blank line follows the opening ---", "delete the blank line")
    source = "\n".join(_forgiving(lines[1:end]))
    return _compose(source, 1, (), notes), end + 1


def _forgiving(lines: list[str]) -> list[str]:
    """Put quotes round plain values that YAML would misread, so that a colon in a title is a colon."""
    result, block_indent = [], -1
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        indent = len(line) - len(line.lstrip(" "))
        if block_indent >= 0 and (not line.strip() or indent > block_indent):
            result.append(line)
            continue
        block_indent = indent if _BLOCK_SCALAR.search(line) else -1
        goes_on = following.strip() and len(following) - len(following.lstrip(" ")) > indent
        result.append(line if block_indent >= 0 else _quoted(line, goes_on=bool(goes_on)))
    return result


def _quoted(line: str, *, goes_on: bool) -> str:
    match = _FIELD.match(line)
    if match is None:
        # A list item that is no "key: value" itself.
        match = _ITEM.match(line)
    if match is None:
        return line
    value = match["value"]
    if value[0] in "'\"":
        # A headline may begin with a quotation; quotes that go all round, or over several lines, are YAML's own.
        as_it_is = goes_on or bool(_QUOTED.match(value))
    else:
        as_it_is = bool(_YAML_VALUE.match(value)) or not (value[0] == "[" or _NEEDS_QUOTES.search(value))
    if as_it_is:
        return line
    return match["head"] + "'" + value.replace("'", "''") + "'"


def _compose(source: str, offset: int, base: Place, notes: _Notes) -> dict[str, Any]:
    """Read YAML by its nodes, keeping scalars as text and noting every line."""
    source = source.translate(_ODD_LINE_ENDS)
    try:
        deep = _too_deep(source)
        if deep >= 0:
            notes.problems.append(limits.depth_problem(notes.path, deep + 1 + offset))
            return {}
        _refuse_aliases(source)
        node = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 1 + offset
        said = getattr(error, "problem", None) or "it does not read as a list of fields"
        fix = "write each field as name: value; quote a value that holds odd signs"
        notes.add(line, "front-matter-syntax", f"this line cannot be read ({said})", fix)
        return {}
    if node is None:
        return {}
    value = _value(node, offset, base, notes)
    if isinstance(value, dict):
        return value
    notes.add(offset + 1, "front-matter-syntax", "these are not fields", "write each field as name: value")
    return {}


def _too_deep(source: str) -> int:
    """Return the line, from 0, on which values stand too deep within one another; -1 where they nowhere do.

    The composer calls itself for each step down, in C, where nothing but the end of the process stops it.
    """
    steps = source.count("[") + source.count("{") + source.count("- ") + source.count("? ")
    if steps + len(_INDENTED.findall(source)) <= limits.DEEPEST:
        return -1
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > limits.DEEPEST:
                return event.start_mark.line if event.start_mark else 0
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return -1


def _refuse_aliases(source: str) -> None:
    """Raise where a value stands for another: a few of them could fill the memory, or go round for ever."""
    for event in yaml.parse(source, Loader=yaml.CSafeLoader) if "*" in source else ():
        if isinstance(event, yaml.AliasEvent):
            said = "a star stands for another value"
            raise yaml.MarkedYAMLError(problem=said, problem_mark=event.start_mark)  # type: ignore[arg-type]  # C's mark


def _value(node: yaml.Node, offset: int, place: Place, notes: _Notes) -> Any:
    notes.lines.setdefault(place, (node.start_mark.line + 1 + offset, node.start_mark.column + 1))
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, offset, (*place, n), notes) for n, item in enumerate(node.value)]
    fields: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1 + offset
        inner = (*place, key)
        if key in fields:
            notes.add(line, "key-twice", f'the field "{key}" is given twice', "keep one of the two")
            continue
        notes.lines[inner] = (line, key_node.start_mark.column + 1)
        fields[key] = _value(value_node, offset, inner, notes)
    return fields


def _classic_head(lines: list[str], notes: _Notes) -> tuple[dict[str, Any], int]:
    """Read ``Key: value`` lines; an indented line goes on with the value before it."""
    notes.lines[()] = (1, 0)
    fields: dict[str, Any] = {}
    starts: dict[str, int] = {}
    key = ""
    number = 0
    for number, line in enumerate(lines):
        match = _CLASSIC.match(line)
        if match:
            key = match["key"].lower()
            if key in fields:
                notes.add(number + 1, "key-twice", f'the field "{key}" is given twice', "keep one of the two")
            fields.setdefault(key, match["value"])
            starts.setdefault(key, number)
        elif line.startswith(("    ", "\t")) and line.strip():
            fields[key] += ("\n" if fields[key] else "") + line.strip()
        else:
            break
    else:
        number += 1
    if number < len(lines) and lines[number].strip():
        fix = "leave a blank line between the fields and the story"
        notes.add(number + 1, "front-matter-syntax", "this line is neither a field nor blank", fix)
    for name, start in starts.items():
        notes.lines[(name,)] = (start + 1, 1)
    return {name: _classic_value(name, fields[name], starts[name], notes) for name in fields}, number + 1


def _classic_value(key: str, value: str, start: int, notes: _Notes) -> Any:
    if value[:1] in ("[", "{"):
        return _compose(f"{key}: {value}".replace("\n", " "), start, (), notes).get(key, value)
    if key in _LISTS:
        parts = value.split(";") if ";" in value else value.split(",")
        return [part.strip() for part in parts if part.strip()]
    return value.replace("\n", " ")
