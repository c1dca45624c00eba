"""Reading the lines of front matter into fields: by indentation, forgiving what has one meaning, naming the rest.

A field is a name, a colon and a value. Below a field that holds records or a list stand more lines, further in. What
stands further in below a value goes on with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from newsroom.core import field_names, front_matter_faults, limits
from newsroom.core import front_matter_values as values
from newsroom.core.front_matter_lines import FieldLine, Line
from newsroom.core.front_matter_notes import FrontMatterNotes
from newsroom.core.front_matter_values import FieldPath

#: Fields that hold a list of records.
_RECORDS = frozenset({"bylines", "contents", "corrections", "pictures", "updates"})
#: Fields whose names inside are no fixed list.
_OPEN = frozenset({"links", "waive"})
#: Signs that come along when text is pasted, and that YAML takes for the end of a line, though no editor does.
_ODD_LINE_ENDS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")


class Reader:
    """Reads the fields of one file.

    Args:
        written: the lines of the head, without those of hyphens.
        first: the number of the first of them in the file.
        notes: takes places and problems.
        fenced: whether a line of hyphens ends the head; otherwise the first blank line does.
    """

    def __init__(self, written: Sequence[str], first: int, notes: FrontMatterNotes, *, fenced: bool) -> None:
        self._raw = [words.translate(_ODD_LINE_ENDS) for words in written]
        self._first = first
        self._lines = [Line.of(first + number, words) for number, words in enumerate(self._raw)]
        self._at = 0
        self._notes = notes
        self._fenced = fenced
        every = [found for line in self._lines if (found := line.field())]
        self._given = Counter(found.key for found in every)
        self._exact = {found.written for found in every}

    def read(self) -> dict[str, Any]:
        """Return the fields; none where a line of them cannot be read."""
        fields = self._mapping(0, (), "", 1)
        return {} if any(it.rule in ("front-matter-syntax", "text-too-deep") for it in self._notes.problems) else fields

    # ---------------------------------------------------------------------------------------------------- lines

    def _next(self) -> Line | None:
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
        while (line := self._next()) is not None:
            found = line.field(parent)
            if line.indent < least:
                near = found is not None and line.indent == least - 1 and found.key in inner
                if not near or (found is not None and found.key in fields):
                    break
            if line.item(parent) is not None and place:
                break
            self._at += 1
            if found is None:
                self._fault(line, *front_matter_faults.no_field(line, parent))
                self._skip(line.indent)
                continue
            key = found.written if found.written != found.key and found.key in self._exact else found.key
            where = (*place, key)
            if key in fields:
                self._notes.add(line.number, "key-twice", f'the field "{key}" is given twice', "keep one of the two")
                self._value(found, line, ("",), parent, depth, fields)
                continue
            self._notes.lines[where] = (line.number, line.indent + 1)
            fields[key] = self._value(found, line, where, parent, depth, fields)
        return fields

    def _sequence(self, least: int, place: FieldPath, key: str, depth: int) -> list[Any]:
        """Read items that begin with hyphens, at least ``least`` in."""
        found: list[Any] = []
        while (line := self._next()) is not None and line.indent >= least:
            item = line.item(key)
            if item is None:
                break
            where = (*place, len(found))
            self._notes.lines[where] = (line.number, line.indent + 1)
            if item.words.startswith("- "):
                self._at += 1
                self._fault(line, *front_matter_faults.two_hyphens(line))
                self._skip(line.indent)
            elif key not in field_names.LISTS and self._is_record(item, key, line.indent):
                self._lines[self._at] = item
                if not item.words:
                    self._at += 1
                found.append(self._mapping(line.indent + 1, where, key, depth + 1) if self._deep(line, depth) else {})
            else:
                self._at += 1
                whole = FieldLine(key, key, item.words, spaced=True)
                found.append(self._scalar(whole, Line(line.number, line.indent, item.words), where, "-", {}))
        return found

    def _is_record(self, item: Line, key: str, indent: int) -> bool:
        """Return whether an item holds fields, on its own line or on those below it."""
        if not item.words:
            self._at += 1
            below = self._further(indent)
            self._at -= 1
            return below is not None
        found = item.field(key if key in field_names.INSIDE else "-")
        return found is not None and item.words[0] not in "\"'"

    def _deep(self, line: Line, depth: int) -> bool:
        """Return whether another step down may be taken; the first one too many is a problem."""
        if depth < limits.DEEPEST:
            return True
        self._notes.problems.append(limits.depth_problem(self._notes.path, line.number))
        self._at = len(self._lines)
        return False

    # --------------------------------------------------------------------------------------------------- values

    def _value(
        self, found: FieldLine, line: Line, place: FieldPath, parent: str, depth: int, beside: dict[str, Any]
    ) -> Any:
        """Read the value of a field, and all lines that belong to it."""
        key = found.key
        if found.value and not (found.value.startswith("#") and found.value[1:2] in ("", " ", "\t")):
            return self._scalar(found, line, place, parent, beside)
        below = self._next()
        if below is None or not self._deep(line, depth):
            return ""
        item = below.item(key)
        if item is not None and below.indent >= line.indent and (key not in field_names.FREE or below.indent == 0):
            return self._sequence(line.indent, place, key, depth + 1)
        inner = below.field(key)
        beside_it = inner is not None and below.indent == line.indent and inner.key in field_names.only_inside(key)
        if not beside_it and below.indent <= line.indent:
            return ""
        if inner is not None and (key in field_names.INSIDE or key in _OPEN or key not in field_names.TOP):
            if key in _RECORDS and not parent:
                self._notes.lines[(*place, 0)] = (below.number, below.indent + 1)
                return [self._mapping(line.indent + 1, (*place, 0), key, depth + 1)]
            return self._mapping(line.indent + 1, place, key, depth + 1)
        if inner is not None and key in field_names.LISTS:
            self._at += 1
            self._fault(below, *front_matter_faults.no_list(below, key))
            self._skip(line.indent)
            return ""
        return self._scalar(found, line, place, parent, beside)

    def _scalar(self, found: FieldLine, line: Line, place: FieldPath, parent: str, beside: dict[str, Any]) -> Any:
        value, key = found.value, found.key
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
        if key in field_names.LISTS and value.endswith("]") and "[" not in value:
            value = value[:-1].rstrip()
        more = self._more(found, line, parent, beside)
        apart = not value and len(more) > 1 and not any("," in each.words or ";" in each.words for each in more)
        if more and key in field_names.LISTS and (apart or more[0].item(key) is not None):
            return self._mixed(value, more, place)
        words = " ".join([value, *(each.words for each in more)]).strip()
        return words if key in field_names.FREE or parent == "-" else values.without_curly(words)

    def _mixed(self, value: str, more: list[Line], place: FieldPath) -> list[str]:
        """Return a list that begins behind its field's colon and goes on with hyphens, or has an entry on each line."""
        found = [value.rstrip(", ")] if value else []
        for each in more:
            item = each.item("tags")
            self._notes.lines[(*place, len(found))] = (each.number, each.indent + 1)
            found.append(item.words if item is not None else each.words)
        return found

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
            if key not in field_names.LISTS or value.count("[") != 1 or "{" in value:
                self._fault(line, *front_matter_faults.never_closed(value, key))
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

    def _more(self, found: FieldLine, line: Line, parent: str, beside: dict[str, Any]) -> list[Line]:
        """Return the lines that go on with a value."""
        more: list[Line] = []
        while self._at < len(self._lines):
            below = self._further(-1)
            if below is None or not self._goes_on(below, found, line, parent, beside):
                break
            self._at = below.number - self._first + 1
            if below.is_remark and below.words[1:2] in ("", " "):
                self._fault(below, *front_matter_faults.remark_or_words(found.key))
            more.append(below)
        return more

    def _goes_on(self, below: Line, found: FieldLine, line: Line, parent: str, beside: dict[str, Any]) -> bool:
        """Return whether a line goes on with the value above it."""
        if below.indent > line.indent:
            other = below.field("" if parent == "-" else parent)
            if other is None or other.written != other.key or not field_names.known(other.key, parent):
                return True
            # A field that stands too far in, unless the head has it elsewhere.
            return other.key in beside or (not parent and self._given[other.key] > 1) or other.key == found.key
        if not self._fenced or parent or below.number != self._lines[self._at].number or not found.value:
            return False
        if below.indent or below.is_remark or below.item(found.key) is not None or below.field() is not None:
            return False
        if not any(map(str.isalnum, below.words)) or found.key not in field_names.FREE | field_names.LISTS:
            return False
        # A field without its colon, unless the head has that elsewhere.
        first = field_names.known(below.words.split(maxsplit=1)[0].strip("*#_=;,.-"))
        return not first or self._given[first] > 0
