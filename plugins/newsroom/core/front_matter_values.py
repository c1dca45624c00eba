"""Values of front matter other than plain text: lists and records in brackets, quoted text, text over several lines.

These are read by PyYAML, one value at a time, and every scalar stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from newsroom.core import limits
from newsroom.core.problems import Problem

#: Where a value stands: keys and list positions from the outside in.
FieldPath = tuple[str | int, ...]
#: Says that something inside a value stands on a line.
NoteTaker = Callable[[FieldPath, int], None]

#: A line's end within a value is a space, as in YAML; other spaces are the writer's.
_FOLD = re.compile(r"[ \t]*[\r\n]\s*")
#: A list in brackets of nothing but words.
_SIMPLE = re.compile(r"\[([^\[\]{}\"'\u201c\u201d&*!]*)\]\s*(?:#.*)?\Z")
_QUOTED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]*(?:[ \t]#.*)?\Z", re.DOTALL)
_BLOCK = re.compile(r"[|>][-+0-9]{0,3}(?:[ \t]+#.*)?\Z")
_OPENING, _CLOSING = "\u201c\u201d\u201e\u00ab\u2018", "\u201c\u201d\u00bb\u2019\"'"
_CURLY = re.compile(f'[{_OPENING}]([^{_OPENING}\u00bb"]*)[{_CLOSING}]\\Z')


class UnreadableValue(ValueError):
    """A value that cannot be read: its line within the value, what is wrong, and the remedy."""

    def __init__(self, line: int, message: str, fix: str) -> None:
        super().__init__(message)
        self.line, self.message, self.fix = line, message, fix


class NestingError(ValueError):
    """Values that stand too deep within one another, and the line within the value."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line

    def problem(self, path: str, first: int) -> Problem:
        """Return it as a problem of a file, whose line ``first`` the value begins on."""
        return limits.depth_problem(path, first + self.line)


def is_block(value: str) -> bool:
    """Return whether the lines below a field are its text, as they stand."""
    return bool(_BLOCK.match(value))


def block(value: str, lines: list[str]) -> str:
    """Return text that is written on lines of its own."""
    text = "\n".join(lines).replace("\t", "  ")
    try:
        node: Any = yaml.compose(f"x: {value}\n{text}\n", Loader=yaml.CSafeLoader)
        return str(node.value[0][1].value).rstrip("\n")
    except yaml.YAMLError:
        # It is indented in a way that YAML has no name for; the words are plain all the same.
        return " ".join(line.strip() for line in lines if line.strip())


def is_quoted(value: str) -> bool:
    """Return whether straight quotation marks stand around a whole value."""
    return bool(_QUOTED.match(value))


def unquoted(value: str) -> str:
    """Return the text between straight quotation marks."""
    value = _QUOTED.match(value)[0].strip() if _QUOTED.match(value) else value  # type: ignore[index]
    try:
        node: Any = yaml.compose(value, Loader=yaml.CSafeLoader)
        return str(node.value)
    except yaml.YAMLError:
        # A path of Windows, which has backslashes that stand for nothing.
        return value.rpartition(" #")[0].strip()[1:-1] if not value.endswith(value[0]) else value[1:-1]


def without_curly(value: str) -> str:
    """Return a value that is no sentence without the curly quotation marks around it."""
    match = _CURLY.match(value)
    return match[1].strip() if match else value


def _depths(value: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each bracket that is not between quotation marks, and how many are open behind it."""
    depth, quote = 0, ""
    for place, (before, sign) in enumerate(zip(" " + value, value, strict=False)):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'" and before in " \t\n[{,:":
            quote = sign
        elif sign in "[{]}":
            depth += 1 if sign in "[{" else -1
            yield place, depth


def open_brackets(value: str) -> int:
    """Return how many brackets a value opens and does not close; those between quotation marks do not count."""
    if "'" not in value and '"' not in value:
        return value.count("[") + value.count("{") - value.count("]") - value.count("}")
    depth = 0
    for _, depth in _depths(value):  # noqa: B007  the last one counts
        pass
    return depth


def in_brackets(value: str, key: str, line: int, note: NoteTaker, place: FieldPath) -> Any:
    """Return the list or the record that a value in brackets is.

    Args:
        value: the value, over one line or several.
        key: the name of the field, for messages.
        line: the line of the file on which the value begins.
        note: takes the line of everything inside it.
        place: where it stands.

    Raises:
        UnreadableValue, NestingError: it cannot be read.
    """
    simple = _SIMPLE.match(value)
    if simple and (":" not in simple[1] or "\n" not in value):
        return _simple(value, line, note, place)
    source = value.replace("\t", " ")
    try:
        _check_depth(source)
        _check_aliases(source)
        node: Any = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableValue(min(mark.line if mark else 0, value.count("\n")), *_message(value, key)) from None
    return _value(node, key, line, note, place)


def _simple(value: str, line: int, note: NoteTaker, place: FieldPath) -> list[str]:
    items: list[str] = []
    begin = value.index("[") + 1
    for part in value[begin : value.rindex("]")].split(","):
        words = _FOLD.sub(" ", part.strip())
        if words:
            stands = begin + len(part) - len(part.lstrip())
            note((*place, len(items)), line + value.count("\n", 0, stands))
            items.append(words)
        begin += len(part) + 1
    return items


def _message(value: str, key: str) -> tuple[str, str]:
    name = key or "tags"
    if value.startswith("{"):
        shown = f"write each part on a line of its own below {name}:, with two spaces before it"
        return f'the braces of "{name}" hold something that is no list of names and values', shown
    fix = f"write it without brackets, with commas: {name}: First, Second"
    return f'the square brackets of "{name}" hold something that is no list', fix


def _check_depth(source: str) -> None:
    """Raise where values stand too deep within one another.

    The composer calls itself for each step down, in C, where nothing but the end of the process stops it.
    """
    if source.count("[") + source.count("{") <= limits.DEEPEST:
        return
    depth = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > limits.DEEPEST:
                raise NestingError(event.start_mark.line if event.start_mark else 0)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _check_aliases(source: str) -> None:
    """Raise where a value stands for another: a few of them could fill the memory, or go round for ever."""
    for event in _events(source) if "*" in source else ():
        if isinstance(event, yaml.AliasEvent):
            fix = "put quotation marks around words that begin with a star"
            line = event.start_mark.line if event.start_mark else 0
            raise UnreadableValue(line, "a star at the beginning of a word stands for another value", fix)


def _events(source: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(source, Loader=yaml.CSafeLoader)


def _value(node: yaml.Node, key: str, line: int, note: NoteTaker, place: FieldPath) -> Any:
    at = line + node.start_mark.line
    if place:
        note(place, at)
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, key, line, note, (*place, number)) for number, item in enumerate(node.value)]
    fields: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            raise UnreadableValue(node.start_mark.line, *_message("{", key))
        name = str(key_node.value)
        if name in fields:
            raise UnreadableValue(key_node.start_mark.line, f'"{name}" stands twice in "{key}"', "keep one of the two")
        fields[name] = _value(value_node, key, line, note, (*place, name))
        note((*place, name), line + key_node.start_mark.line)
    return fields


def ends_with_bracket(value: str) -> bool:
    """Return whether nothing but a remark follows the bracket that closes a value's first one."""
    end = next((place for place, depth in _depths(value) if not depth), None)
    if end is None:
        return False
    rest = value[end + 1 :].strip()
    return not rest or rest.startswith("#")
