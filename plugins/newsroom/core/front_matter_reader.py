"""Reader of front matter: turns lines into fields, accepts slips with one meaning, and reports all others.

A field is a name, a colon and a value. Below a field that holds records or a list stand more lines, further in. What
stands further in below a value goes on with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from newsroom.core import field_names, limits
from newsroom.core import front_matter_values as values
from newsroom.core.front_matter_values import FieldPath
from newsroom.core.problems import Problem, nearest

# Notes taken while front matter is read: where each value stands, and what is wrong.


class FrontMatterNotes(Struct):
    """Notes made while front matter is read: the place of each value, and problems."""

    path: str
    lines: dict[FieldPath, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, rule: str, message: str, fix: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.path, line, 0, rule, message, fix))

    def at(self, place: FieldPath, line: int) -> None:
        """Note the line of a value inside another."""
        self.lines[place] = (line, 1)


# Lines of front matter as they are meant: their indentation, whether they are a field, an item or go on with words.
#
# Hyphens, colons and blanks that word processors and telephones replaced are read as those that were typed.

_BLANKS = "\t \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200C))) + "\u202f\u205f\u3000\ufeff"
_INDENT = re.compile(f"[{_BLANKS}]*")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
#: Three hyphens, or what a program has made of them; one hyphen begins an item.
_FENCE = re.compile(rf"(?:-[ -]*-|-?[{_DASHES}][{_DASHES}-]*)[{_BLANKS}]*$")
_COLON = ":\uff1a\ufe55\ufe13\ua789"
_FIELD = re.compile(
    rf"(?P<key>[\"'\u201c\u201d]?[A-Za-z_][\w-]*(?:[ {_BLANKS}]+[\w-]+){{0,3}}[\"'\u201c\u201d]?)"
    rf"[{_BLANKS}]*[{_COLON}](?P<gap>[{_BLANKS}]*)(?P<value>.*)"
)
_ITEM = re.compile(rf"(?:-(?=[{_BLANKS}]|$)|[{_DASHES}\u2022\u00b7*](?=[{_BLANKS}]))(?P<gap>[{_BLANKS}]*)(?P<rest>.*)")
_GLUED = re.compile(r"-(?P<gap>)(?P<rest>[^\s-].*)")


def stripped(words: str) -> str:
    """Return words without blanks of any kind at their beginning and end."""
    return words.strip(_BLANKS)


def is_fence(line: str) -> bool:
    """Return whether a line is three hyphens, or signs that a program put in their place."""
    return bool(_FENCE.match(line))


class FieldLine(Struct, frozen=True):
    """A line with a field: its name, the name as it is typed, its value, and whether a blank follows the colon."""

    key: str
    typed_name: str
    value: str
    spaced: bool


class Line(Struct, frozen=True):
    """One line: its number in the file, how far in it begins, and its words."""

    number: int
    indent: int
    words: str

    @classmethod
    def of(cls, number: int, text: str) -> Line:
        """Read a line; a tab counts as two blanks, and a blank of any kind as one."""
        blanks = _INDENT.match(text)
        gap = blanks[0] if blanks else ""
        indent = sum({"\t": 2, "\ufeff": 0, "\u200b": 0}.get(sign, 1) for sign in gap) if gap else 0
        return cls(number, indent, stripped(text[len(gap) :]))

    @property
    def is_remark(self) -> bool:
        """Whether it is for whoever writes, and no part of a value."""
        return self.words.startswith("#")

    def field(self, parent: str = "") -> FieldLine | None:
        """Return the field that a line is, inside ``parent`` or in the head itself; None where it is none."""
        match = _FIELD.match(self.words)
        if match is None or (not match["gap"] and match["value"].startswith("//")):
            return None
        key, value = match["key"].strip("\"'\u201c\u201d"), stripped(match["value"])
        spaced = bool(match["gap"]) or not match["value"]
        meant = field_names.known(key, parent)
        if meant:
            return FieldLine(meant, key, value, spaced)
        if " " in key or "\xa0" in key:
            return None
        return FieldLine(key, key, value, spaced) if spaced or not parent else None

    def item(self, parent: str = "") -> Line | None:
        """Return the text after a hyphen as a line of its own; None where the line has no hyphen."""
        match = _ITEM.match(self.words)
        if match is None and (parent in field_names.names().lists or parent in field_names.names().inside):
            match = _GLUED.match(self.words)
        if match is None:
            return None
        return Line(self.number, self.indent + 1 + max(1, len(match["gap"])), match["rest"])


# Lines of front matter that cannot be read, in plain words: what is wrong, and the line as it should be.

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
    if without and (meant := field_names.known(without["key"], parent) or _nearest_field(without["key"], parent)):
        return (
            f'"{_shortened(line.words)}" has no colon behind the name of the field',
            f"write {_shown(meant, without['value'])}",
        )
    if line.item() is not None:
        return "a list begins here, and no field above says what it is a list of", (
            "write the field above it, such as tags:, or take the hyphen away"
        )
    message = f'"{_shortened(line.words)}" is no field: it has no name with a colon behind it'
    fix = "if it goes on with the line above, put two spaces before it; if the story begins here, put --- above it"
    return message, fix


def _nearest_field(key: str, parent: str) -> str:
    names = field_names.names().inside.get(parent, field_names.names().top)
    return nearest(key, sorted(names)) if len(key) > 3 else ""


def _shown(key: str, value: str) -> str:
    value = value.strip().strip("*_").strip().rstrip(",;").strip().strip("\"'\u201c\u201d")
    return f'"{key}: {_shortened(value)}"' if value else f'"{key}:" and what it is'


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


def two_hyphens(line: Line) -> tuple[str, str]:
    """Return message and fix for a list within a list."""
    return "two hyphens stand before one entry of a list", f'write one: "- {_shortened(line.words.lstrip("- "))}"'


def no_list(line: Line, key: str) -> tuple[str, str]:
    """Return message and fix for a field with a name of its own below one that holds a list of words."""
    field_line = line.field(key) or line.field("-")
    words = field_line.value if field_line is not None else line.words
    return f'"{key}" is a list of words, and this line names a field', f'write it as "- {_shortened(words)}"'


def never_closed(value: str, key: str) -> tuple[str, str]:
    """Return message and fix for a bracket that opens and does not close."""
    sign, closing = value[0], {"[": "]", "{": "}"}[value[0]]
    if key in field_names.names().free:
        return f'the "{sign}" behind "{key}:" is never closed', f"put {closing} where the words in brackets end"
    stripped = value.strip("[]{} ,")
    fix = f"write {key}: {value}{closing}" if sign == "{" or "," in stripped else f"write {key}: {stripped}"
    return f'the "{sign}" behind "{key}:" is never closed', fix


def remark_or_words(key: str) -> tuple[str, str]:
    """Return message and fix for a number sign below a value, which may begin a remark or go on with it."""
    message = f'a line that begins with # stands in the middle of "{key}", and may be a remark or a part of it'
    fix = f'put a remark above "{key}:", with no blank before it; put words on the line above, without a line break'
    return message, fix


def no_front_matter(lines: list[str], begins: int) -> tuple[str, str]:
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
    fields = f'"title: {_shortened(title)}", summary:, date:, authors:'
    fix = f"put above it: a line of ---, then {fields}, and another line of ---"
    return "the file does not begin with its fields", fix


#: Signs that come along when text is pasted, and that YAML takes for the end of a line, though no editor does.
_ODD_LINE_ENDS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")


class Reader:
    """Reads the fields of one file.

    Args:
        raw_lines: the lines of the head, without those of hyphens.
        first: the number of the first of them in the file.
        notes: takes places and problems.
        fenced: whether a line of hyphens ends the head; otherwise the first blank line does.
    """

    def __init__(self, raw_lines: Sequence[str], first: int, notes: FrontMatterNotes, *, fenced: bool) -> None:
        self._raw = [words.translate(_ODD_LINE_ENDS) for words in raw_lines]
        self._first = first
        self._lines = [Line.of(first + number, words) for number, words in enumerate(self._raw)]
        self._at = 0
        self._notes = notes
        self._fenced = fenced
        #: Each line as a field of the head itself, as far as it is one.
        self._fields = [(line, line.field()) for line in self._lines]
        every = [field_line for _, field_line in self._fields if field_line]
        self._given = Counter(field_line.key for field_line in every)
        self._exact = {field_line.typed_name for field_line in every}

    def read(self) -> dict[str, Any]:
        """Return the fields; none where a line of them cannot be read."""
        fields = self._mapping(0, (), "", 1)
        return {} if any(it.rule in ("front-matter-syntax", "text-too-deep") for it in self._notes.problems) else fields

    # ---------------------------------------------------------------------------------------------------- lines

    def _next_line(self) -> Line | None:
        """Return the next line that is neither blank nor a remark, and go there."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.words and not line.is_remark:
                return line
            self._at += 1
        return None

    def _further(self, indent: int) -> Line | None:
        """Return the next line with words if it stands further in than ``indent``; goes nowhere."""
        for line in self._lines[self._at :]:
            if line.words:
                return line if line.indent > indent else None
        return None

    def _fault(self, line: Line, message: str, fix: str) -> None:
        self._notes.add(line.number, "front-matter-syntax", message, fix)

    def _skip(self, indent: int) -> None:
        """Pass over lines that belong to one that cannot be read."""
        while (line := self._further(indent)) is not None:
            self._at = line.number - self._first + 1

    # --------------------------------------------------------------------------------------------------- blocks

    def _mapping(self, least: int, place: FieldPath, parent: str, depth: int) -> dict[str, Any]:
        """Read fields that stand at least ``least`` in, inside the field ``parent``."""
        fields: dict[str, Any] = {}
        inner = field_names.only_inside(parent)
        while (line := self._next_line()) is not None:
            known, field_line = self._fields[self._at]
            if parent or known is not line:
                field_line = line.field(parent)
            if line.indent < least:
                near = field_line is not None and line.indent == least - 1 and field_line.key in inner
                if not near or (field_line is not None and field_line.key in fields):
                    break
            if line.item(parent) is not None and place:
                break
            self._at += 1
            if field_line is None:
                self._fault(line, *no_field(line, parent))
                self._skip(line.indent)
                continue
            key = (
                field_line.typed_name
                if field_line.typed_name != field_line.key and field_line.key in self._exact
                else field_line.key
            )
            where = (*place, key)
            if key in fields:
                self._notes.add(line.number, "key-twice", f'the field "{key}" is given twice', "keep one of the two")
                self._value(field_line, line, ("",), parent, depth, fields)
                continue
            self._notes.lines[where] = (line.number, line.indent + 1)
            fields[key] = self._value(field_line, line, where, parent, depth, fields)
        return fields

    def _sequence(self, least: int, place: FieldPath, key: str, depth: int) -> list[Any]:
        """Read items that begin with hyphens, at least ``least`` in."""
        items: list[Any] = []
        while (line := self._next_line()) is not None and line.indent >= least:
            item = line.item(key)
            if item is None:
                break
            where = (*place, len(items))
            self._notes.lines[where] = (line.number, line.indent + 1)
            if item.words.startswith("- "):
                self._at += 1
                self._fault(line, *two_hyphens(line))
                self._skip(line.indent)
            elif key not in field_names.names().lists and self._is_record(item, key, line.indent):
                self._lines[self._at] = item
                if not item.words:
                    self._at += 1
                items.append(self._mapping(line.indent + 1, where, key, depth + 1) if self._deep(line, depth) else {})
            else:
                self._at += 1
                whole = FieldLine(key, key, item.words, spaced=True)
                items.append(self._scalar(whole, Line(line.number, line.indent, item.words), where, "-", {}))
        return items

    def _is_record(self, item: Line, key: str, indent: int) -> bool:
        """Return whether an item holds fields, on its own line or on those below it."""
        if not item.words:
            self._at += 1
            below = self._further(indent)
            self._at -= 1
            return below is not None
        field_line = item.field(key if key in field_names.names().inside else "-")
        return field_line is not None and item.words[0] not in "\"'"

    def _deep(self, line: Line, depth: int) -> bool:
        """Return whether another step down may be taken; the first one too many is a problem."""
        if depth < limits.DEEPEST:
            return True
        self._notes.problems.append(limits.depth_problem(self._notes.path, line.number))
        self._at = len(self._lines)
        return False

    # --------------------------------------------------------------------------------------------------- values

    def _value(
        self, field_line: FieldLine, line: Line, place: FieldPath, parent: str, depth: int, beside: dict[str, Any]
    ) -> Any:
        """Read the value of a field, and all lines that belong to it."""
        key = field_line.key
        if field_line.value and not (field_line.value.startswith("#") and field_line.value[1:2] in ("", " ", "\t")):
            return self._scalar(field_line, line, place, parent, beside)
        below = self._next_line()
        if below is None or not self._deep(line, depth):
            return ""
        item = below.item(key)
        if (
            item is not None
            and below.indent >= line.indent
            and (key not in field_names.names().free or below.indent == 0)
        ):
            return self._sequence(line.indent, place, key, depth + 1)
        inner = below.field(key)
        beside_it = inner is not None and below.indent == line.indent and inner.key in field_names.only_inside(key)
        if not beside_it and below.indent <= line.indent:
            return ""
        if inner is not None and (
            key in field_names.names().inside or key in field_names.names().open or key not in field_names.names().top
        ):
            if key in field_names.names().records and not parent:
                self._notes.lines[(*place, 0)] = (below.number, below.indent + 1)
                return [self._mapping(line.indent + 1, (*place, 0), key, depth + 1)]
            return self._mapping(line.indent + 1, place, key, depth + 1)
        if inner is not None and key in field_names.names().lists:
            self._at += 1
            self._fault(below, *no_list(below, key))
            self._skip(line.indent)
            return ""
        return self._scalar(field_line, line, place, parent, beside)

    def _scalar(self, field_line: FieldLine, line: Line, place: FieldPath, parent: str, beside: dict[str, Any]) -> Any:
        value, key = field_line.value, field_line.key
        if value.startswith("#") and value[1:2] in ("", " ", "\t"):
            value = ""
        if values.is_block(value):
            return values.block(value, self._lines_of_block(line.indent))
        if value[:1] in ("'", '"'):
            whole = self._closed_quote(value, line.indent)
            if whole:
                return values.unquoted(whole)
        if value[:1] in ("[", "{"):
            read = self._brackets(value, line, place, key)
            if read is not None:
                return read
        if key in field_names.names().lists and value.endswith("]") and "[" not in value:
            value = value[:-1].rstrip()
        more = self._continuation(field_line, line, parent, beside)
        apart = not value and len(more) > 1 and not any("," in each.words or ";" in each.words for each in more)
        if more and key in field_names.names().lists and (apart or more[0].item(key) is not None):
            return self._mixed(value, more, place)
        words = " ".join([value, *(each.words for each in more)]).strip()
        return words if key in field_names.names().free or parent == "-" else values.without_curly(words)

    def _mixed(self, value: str, more: list[Line], place: FieldPath) -> list[str]:
        """Return a list that begins behind its field's colon and goes on with hyphens, or has an entry on each line."""
        items = [value.rstrip(", ")] if value else []
        for each in more:
            item = each.item("tags")
            self._notes.lines[(*place, len(items))] = (each.number, each.indent + 1)
            items.append(item.words if item is not None else each.words)
        return items

    def _lines_of_block(self, indent: int) -> list[str]:
        begin = self._at
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.words and line.indent <= indent:
                break
            self._at += 1
        return self._raw[begin : self._at]

    def _closed_quote(self, value: str, indent: int) -> str:
        """Return words between quotation marks, over as many lines as they take; empty where they do not close."""
        if values.is_quoted(value):
            return value
        whole = value
        for number in range(self._at, len(self._lines)):
            line = self._lines[number]
            if line.words and line.indent <= indent:
                return ""
            whole += "\n" + line.words
            if values.is_quoted(whole):
                self._at = number + 1
                return whole
        return ""

    def _brackets(self, value: str, line: Line, place: FieldPath, key: str) -> Any:
        """Read a list or a record in brackets; None where the value is a sentence that begins with one."""
        begin, whole = self._at, value
        while values.open_brackets(whole) > 0 and self._at < len(self._lines):
            below = self._lines[self._at]
            if below.words and below.indent <= line.indent and below.words[0] not in "]}":
                break
            whole += "\n" + below.words
            self._at += 1
        if values.open_brackets(whole) > 0:
            self._at = begin
            if key not in field_names.names().lists or value.count("[") != 1 or "{" in value:
                self._fault(line, *never_closed(value, key))
                return ""
            whole = value + "]"
        elif not values.ends_with_bracket(whole):
            self._at = begin
            return None
        try:
            return values.in_brackets(whole, key, line.number, self._notes.at, place)
        except values.UnreadableValue as error:
            self._notes.add(line.number + error.line, "front-matter-syntax", error.message, error.fix)
        except values.NestingError as error:
            self._notes.problems.append(error.problem(self._notes.path, line.number))
        return ""

    def _continuation(self, field_line: FieldLine, line: Line, parent: str, beside: dict[str, Any]) -> list[Line]:
        """Return the lines that go on with a value."""
        more: list[Line] = []
        while self._at < len(self._lines):
            below = self._further(-1)
            if below is None or not self._goes_on(below, field_line, line, parent, beside):
                break
            self._at = below.number - self._first + 1
            if below.is_remark and below.words[1:2] in ("", " "):
                self._fault(below, *remark_or_words(field_line.key))
            more.append(below)
        return more

    def _goes_on(self, below: Line, field_line: FieldLine, line: Line, parent: str, beside: dict[str, Any]) -> bool:
        """Return whether a line goes on with the value above it."""
        if below.indent > line.indent:
            other = below.field("" if parent == "-" else parent)
            if other is None or other.typed_name != other.key or not field_names.known(other.key, parent):
                return True
            # A field that stands too far in, unless the head has it elsewhere.
            return other.key in beside or (not parent and self._given[other.key] > 1) or other.key == field_line.key
        if not self._fenced or parent or below.number != self._lines[self._at].number or not field_line.value:
            return False
        if below.indent or below.is_remark or below.item(field_line.key) is not None or below.field() is not None:
            return False
        if (
            not any(map(str.isalnum, below.words))
            or field_line.key not in field_names.names().free | field_names.names().lists
        ):
            return False
        # A field without its colon, unless the head has that elsewhere.
        first = field_names.known(below.words.split(maxsplit=1)[0].strip("*#_=;,.-"))
        return not first or self._given[first] > 0
