"""Front matter of a new file, made from its schema, so that it has every field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from newsroom.commands.console import OperationError
from newsroom.core import front_matter

HOW = (
    "## A line that begins with ## only explains the one below it. A line that begins with # is not used yet:",
    "## to use it, take the # and the space after it away. Put no blank line between the fields.",
)

#: Example values of unused fields by name: text, or for a field of several lines the name and text of each line.
Examples = Mapping[str, str | Mapping[str, str]]


def front_matter_lines(model: type[BaseModel], values: Mapping[str, str], examples: Examples) -> str:
    """Return front matter with a line for each field of a schema, between its two lines of hyphens.

    Args:
        model: the schema, whose descriptions explain the fields.
        values: known values by field; the other fields stand there as comments.
        examples: example values that those comments show, by field.
    """
    lines = ["---", *HOW]
    for name, field in model.model_fields.items():
        lines.append(f"## {explain(field)}")
        if name in values:
            lines.append(f"{name}: {values[name]}")
        else:
            lines += [f"# {line}" for line in _example(name, field, examples)]
    return "\n".join([*lines, "---", ""])


def explain(field: FieldInfo) -> str:
    """Return the purpose of a field as a sentence, with its values when they are a fixed list."""
    words = field.description or ""
    options = list(_options(field.annotation))
    if options and not all(option in words for option in options):
        words += " (one of: " + ", ".join(options) + ")"
    return words[:1].upper() + words[1:] + ("" if words.endswith(("…", ")", ".")) else ".")


def scalar(words: str) -> str:
    """Return words as a value that reads back as the same words, in quotes only when it has to be.

    Raises:
        OperationError: when they hold a sign that front matter cannot.
    """
    for written in (words, "'" + words.replace("'", "''") + "'"):
        read = front_matter.split(f"---\nvalue: {written}\n---\n", "")
        if not read.problems and read.fields.get("value") == words:
            return written
    raise OperationError(f'"{words}" holds a sign that a file cannot; leave it out')


def _example(name: str, field: FieldInfo, examples: Examples) -> Iterator[str]:
    shown = examples.get(name, "")
    inner = _record(field.annotation)
    if inner is None and isinstance(shown, str):
        yield f"{name}: {shown}"
        return
    parts = dict(shown) if isinstance(shown, Mapping) else {}
    if inner is not None:
        # Where an example is given it leaves out what few need, such as parts of a picture to hide.
        wanted = {
            key: part for key, part in inner.model_fields.items() if key in parts or not parts or part.is_required()
        }
        parts = {key: parts.get(key, part.description or "") for key, part in wanted.items()}
    yield f"{name}:"
    # A list of records has a hyphen before the first line of each.
    indent = "  - " if inner is not None and get_origin(field.annotation) is tuple else "  "
    for key, value in parts.items():
        yield f"{indent}{key}: {value}"
        indent = " " * len(indent)


def _options(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(option) for option in get_args(annotation))
    else:
        for argument in get_args(annotation):
            yield from _options(argument)


def _record(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for argument in get_args(annotation) if (model := _record(argument)) is not None), None)
