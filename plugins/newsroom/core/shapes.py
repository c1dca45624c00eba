"""Shapes of values: reads a value that has one meaning, and says in plain words how to write any other."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

_APART = re.compile(r"[\s_\u2010-\u2015-]+")
#: Quotation marks that stand around one entry of a list.
_MARKS = "\"'\u201c\u201d\u201e\u00ab\u00bb"
_DATED = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)[\s:,-]+(?P<rest>.+)")
#: Signs before a value in fields that hold names of one's own.
_FIRST = {"links": "website"}
_YES_OR_NO = "write true or false"


def with_listed_spellings(model: type[BaseModel], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with words of a fixed list written as the list has them, such as opinion for Opinion."""
    shapes = _shapes(model)
    return {name: _listed_spelling(*shapes[name], value) if name in shapes else value for name, value in fields.items()}


@functools.cache
def _shapes(model: type[BaseModel]) -> dict[str, tuple[tuple[str, ...], type[BaseModel] | None]]:
    """Return the words that each field of a record may hold, where they are a fixed list, and the record that it holds.

    The types of fields never change, and to take them apart costs more than to read a value.
    """
    types = {name: info.annotation for name, info in model.model_fields.items()}
    return {
        name: (tuple(word for word in _options(kind) if isinstance(word, str)), model_in(kind))
        for name, kind in types.items()
    }


def _listed_spelling(options: tuple[str, ...], model: type[BaseModel] | None, value: Any) -> Any:
    if isinstance(value, str):
        plain = _plain(value) if options and value not in options else ""
        return next((option for option in options if _plain(option) == plain), value) if plain else value
    if model is None:
        return value
    if isinstance(value, Mapping):
        return with_listed_spellings(model, value)
    return [_listed_spelling((), model, item) for item in value] if isinstance(value, list) else value


def _plain(words: str) -> str:
    return _APART.sub("-", words.strip().strip(_MARKS + ".")).casefold()


def _options(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, UnionType, Annotated):
        return next((options for arg in get_args(annotation) if (options := _options(arg))), ())
    return ()


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the record that a field holds, or that each entry of its list is; None where it holds none."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((inner for arg in get_args(annotation) if (inner := model_in(arg)) is not None), None)


def entry(words: str) -> str:
    """Return one entry of a list without the quotation marks around it."""
    words = words.strip()
    if len(words) > 1 and words[0] in _MARKS and words[-1] in _MARKS:
        return words[1:-1].strip()
    return words


def message_for(kind: str, name: str, value: object, record: type[BaseModel] | None, *, toml: bool) -> tuple[str, str]:
    """Return message and fix for a value of a wrong shape.

    Args:
        kind: pydantic's name for what is wrong.
        name: the field, with those that it stands in.
        value: the value as it was written.
        record: the record that the field holds, if it holds one.
        toml: whether the file is a data file.
    """
    last = name.rpartition(".")[2]
    shown = f' "{value}"' if isinstance(value, str | int | float) and len(str(value)) < 80 else ""
    if kind.startswith("bool"):
        return f'"{name}" is{shown or " something else"}, and can be true or false only', _YES_OR_NO
    if kind.startswith(("int", "float", "decimal")):
        return f'"{name}" is{shown or " something else"}, and no number', "write a number in digits"
    if kind == "string_type":
        return _no_words(name, last, value, toml=toml)
    if record is not None:
        return _no_record(kind, name, last, value, record, toml=toml)
    if kind.startswith("dict"):
        part = f"{_FIRST[last]}: {_short(value)}" if last in _FIRST else f"{_short(value)}: the reason"
        fix = f'write each on a line of its own below {last}:, with two spaces before it: "  {part}"'
        return f'"{name}" holds names, each with a value, and not words alone', fix
    if kind.startswith(("tuple", "list")):
        fix = f"write {last} = [{_entries(value)}]" if toml else f"write {last}: First, Second"
        return f'"{name}" is a list', fix
    return f'"{name}" cannot be{shown or " this"}', "docs/reference/fields.md shows how this field is written"


def _entries(value: object) -> str:
    """Return the entries of a list in a data file: single words with commas between them are several."""
    if not isinstance(value, str) or not 0 < len(value) < 80 or '"' in value:
        return '"First", "Second"'
    words = [part.strip() for part in value.split(",")]
    return ", ".join(f'"{word}"' for word in (words if all(word and " " not in word for word in words) else [value]))


def _no_words(name: str, last: str, value: object, *, toml: bool) -> tuple[str, str]:
    # An entry of a list has no name that a line could begin with.
    before = "" if last.isdigit() else f"{last} = "
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        fix = f'write {before}"{", ".join(value)}"' if toml else f"write {last}: {', '.join(value)}"
        return f'"{name}" is words, and not a list', fix
    if isinstance(value, Mapping):
        return f'"{name}" is words, and other fields stand below it', "write the words on the same line as its name"
    shown = str(value).lower() if isinstance(value, bool) else value
    fix = f'write {before}"{shown}", between double quotes' if toml else "write words"
    return f'"{name}" is words, and not {_kind_of(value)}', fix


def _kind_of(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a number" if isinstance(value, int | float) else "a list or something else"


def _no_record(
    kind: str, name: str, last: str, value: object, record: type[BaseModel], *, toml: bool
) -> tuple[str, str]:
    needed = [field for field, info in record.model_fields.items() if info.is_required()]
    needed = needed or list(record.model_fields)[:2]
    first = name.split(".", maxsplit=1)[0]
    if toml:
        return _no_table(name, value, needed, single=kind.startswith("model") and not last.isdigit())
    if last.isdigit() or kind.startswith("tuple"):
        lack = "has no names for its parts" if last.isdigit() else "is a list, and each entry has names for its parts"
        role = ["role"] if "role" in record.model_fields and isinstance(value, str) and "," in value else []
        parts = [f"{it}: {words}" if (words := _part(it, value)) else f"{it}: …" for it in [*needed, *role]]
        lines = [f'"{"  " if number else "- "}{part}"' for number, part in enumerate(parts)]
        return f'"{name}" {lack}', f"below {first}:, write on lines of their own {' and '.join(lines)}"
    if len(needed) == 1:
        fix = f'put "{needed[0]}: {_short(value)}" on a line of its own below {last}:, with two spaces before it'
        return f'"{name}" holds more than one value', fix
    fields = " and ".join(f"{it}:" for it in needed)
    fix = f"put {fields} on lines of their own below {last}:, each with two spaces before it"
    return f'"{name}" holds more than one value', fix


def _no_table(name: str, value: object, needed: list[str], *, single: bool) -> tuple[str, str]:
    """Return message and fix for what is no table of a data file, or one of the other kind.

    Args:
        name: the field, with those that it stands in.
        value: the value as written.
        needed: the names that lines of the table begin with.
        single: whether there is one such table, and not a list of them.
    """
    path = ".".join(part for part in name.split(".") if not part.isdigit())
    table, holds = (f"[{path}]", "names") if single else (f"[[{path}]]", "records, each with names")
    message = f'"{name}" holds {holds} and values'
    if isinstance(value, list if single else Mapping):
        return message, f"write {table} for {f'[[{path}]]' if single else f'[{path}]'}"
    # Below a table's line everything belongs to it, up to the next one.
    lines = " and ".join(f"{it} =" for it in needed)
    inner = any(part.isdigit() for part in name.split(".")[:-1])
    where = "below the other lines of its entry" if inner else "at the end of the file"
    return message, f"take this line away; {where} write {table}, and below that lines that begin with {lines}"


def _part(name: str, value: object) -> str:
    """Return the part of some words that belongs into a field; empty where that is unclear."""
    if not isinstance(value, str) or len(value) > 80:
        return ""
    match = _DATED.match(value)
    if name == "date":
        return match["day"] if match else ""
    if name in ("author", "role"):
        return value.partition(",")[0 if name == "author" else 2].strip()
    if name in ("text", "title", "what", "name", "src"):
        return match["rest"] if match else value
    return ""


def _short(value: object) -> str:
    return value if isinstance(value, str) and 0 < len(value) <= 80 else "…"
