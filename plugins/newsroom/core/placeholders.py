"""Placeholders: examples of a new file that its writer never replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from newsroom.core.front_matter import FieldPath, SplitFile
from newsroom.core.problems import Problem

_FIX = "write your own words there, or delete the line"


def remaining_examples(split_file: SplitFile, path: str, examples: Collection[str]) -> Iterator[Problem]:
    """Yield the values and lines of a file that are an example's.

    Args:
        split_file: the file.
        path: path of the file that problems name.
        examples: values, file names and lines that only explain what to write.
    """
    for place, value in _texts(split_file.fields, ()):
        parts = [value, value.rpartition("/")[2], *(part.strip() for part in value.split(","))]
        example = next((part for part in parts if part in examples), "")
        if example:
            name = next((part for part in reversed(place) if isinstance(part, str)), "")
            line, column = split_file.line_of(place)
            message = f'"{name}" still holds the example "{example}"'
            yield Problem(path, line, column, "example-text", message, _FIX)
    for number, line_ in enumerate(split_file.body.split("\n"), split_file.body_line):
        if line_.strip() in examples:
            message = f'this line is the example\'s: "{line_.strip()}"'
            yield Problem(path, number, 0, "example-text", message, "write your own words there, or delete the line")


def _texts(value: object, place: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*place, str(key)))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))
