"""Errors of TOML files in plain words: the line, the fault, and the line as it should be."""

from __future__ import annotations

import re

_PAIR = re.compile(r"^\s*(?P<key>[\w-]+|\"[^\"]*\")\s*=\s*(?P<value>.*?)\s*$")
_COLON = re.compile(r"^\s*(?P<key>[\w-]+)\s*[:\uff1a]\s*(?P<value>.*?)\s*$")
_CURLY = re.compile("[\u201c\u201d\u201e\u00ab\u00bb]")
_TABLE = re.compile(r"^\s*\[*\s*(?P<name>[\w.-]+)\s*\]*\s*$")
_YES = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
_TEXT = 'text stands between double quotes, as in name = "News desk"'


def explanation(lines: list[str], number: int, error: str) -> tuple[int, str, str]:
    """Return the faulty line, the fault, and the remedy.

    Args:
        lines: the lines of the file.
        number: the line, from 1, at which reading stopped.
        error: the library's own words for it.
    """
    number = max(1, min(number, len(lines)))
    if error.startswith(("Cannot overwrite", "Cannot mutate", "Duplicate", "Cannot declare")):
        return (number, *_repeated(lines[number - 1]))
    if "array" in error:
        opened = _opened(lines, number)
        if opened:
            return (
                opened,
                f'the bracket that opens in "{_shortened(lines[opened - 1])}" is never closed',
                "put ] behind its last entry",
            )
    while number > 1 and not lines[number - 1].strip():
        number -= 1
    return (number, *_line(lines[number - 1]))


def _opened(lines: list[str], number: int) -> int:
    """Return the line on which the list opens that is open at a line; 0 where there is none."""
    for place in range(number, 0, -1):
        pair = _PAIR.match(lines[place - 1])
        if pair:
            if pair["value"].startswith("[") and not pair["value"].endswith("]"):
                return place
            if place != number:
                return 0
    return 0


def _repeated(line: str) -> tuple[str, str]:
    pair, table = _PAIR.match(line), _TABLE.match(line)
    if pair:
        return f'"{pair["key"]}" stands twice in one entry', "keep one of the two, or begin a new entry above it"
    name = table["name"] if table else "this"
    return f'"{name}" is begun twice', f"write [[{name}]], with two brackets on each side, above each entry"


def _line(line: str) -> tuple[str, str]:
    if _CURLY.search(line):
        pair = _PAIR.match(line)
        bare = _CURLY.sub("", pair["value"]).strip('"') if pair else ""
        fix = f'write {pair["key"]} = "{_shortened(bare)}"' if pair else _TEXT
        return "curly quotation marks stand where straight ones belong", fix
    if line.lstrip().startswith("["):
        table = _TABLE.match(line)
        fix = f"write [[{table['name']}]]" if table else "write its name between two brackets on each side: [[section]]"
        return f'"{_shortened(line)}" begins no entry', fix
    pair = _PAIR.match(line)
    if pair:
        return _value(pair["key"], pair["value"])
    colon = _COLON.match(line)
    if colon:
        value = _YES.get(colon["value"].casefold(), "") or f'"{_unquoted(colon["value"])}"'
        return f'a colon stands behind "{colon["key"]}", and here it is =', f"write {colon['key']} = {value}"
    bare = line.strip()
    if bare.startswith(("//", "--", ";", "<!--", "/*")):
        return "a remark begins with #", f"write # {_shortened(bare.strip('/-;<!*> '))}"
    fix = 'write name = "value"; a remark begins with #'
    return f'"{_shortened(line)}" has no name with = behind it', fix


def _value(key: str, value: str) -> tuple[str, str]:
    """Return message and fix for a value that cannot be read."""
    word = _YES.get(value.strip("\"'").casefold())
    if word and value != word:
        return f'"{key}" is "{value}"', f"write {key} = {word}"
    if not value:
        return f'nothing stands behind "{key} ="', f'write {key} = "…" with what it is, or delete the line'
    if re.search(r"[\"'\]]\s+[\w-]+\s*=", value):
        return "two names with values stand on one line", "write each on a line of its own"
    if value[0] in "\"'":
        return _text(key, value)
    if value[0] == "[":
        entries = ", ".join(f'"{entry.strip()}"' for entry in re.findall(r"[^\s,\"'\[\]{}][^,\"'\[\]{}]*", value))
        return f'the list behind "{key} =" is not written as lists are', f"write {key} = [{_shortened(entries)}]"
    if value[0] == "{":
        fix = f"write a line [[{key}]], and below it each part on a line of its own"
        return f'the braces behind "{key} =" hold something that cannot be read', fix
    if "\\" in value:
        return f'the text behind "{key} =" has no quotation marks', f"write {key} = '{_shortened(_unquoted(value))}'"
    return f'the text behind "{key} =" has no quotation marks', f'write {key} = "{_shortened(_unquoted(value))}"'


def _text(key: str, value: str) -> tuple[str, str]:
    """Return message and fix for a text between quotation marks that cannot be read."""
    if value.startswith(('"""', "'''")):
        return f'the text behind "{key} =" is never closed', f"put {value[:3]} at its end, on the last line of the text"
    mark, inner = value[0], _unquoted(value)
    if value.endswith(",") and mark not in inner:
        return "a comma stands behind the value", f'write {key} = "{_shortened(inner)}"'
    if "\\" in value:
        return "a backslash stands in a text, where it begins a sign of its own", f"write {key} = '{_shortened(inner)}'"
    if mark == "'" and '"' not in inner:
        return "a text with an apostrophe stands between single quotes", f'write {key} = "{_shortened(inner)}"'
    if mark in inner:
        shown = re.sub(r"[\"'](?=\w)", "\u201c", inner)
        shown = re.sub(r"[\"']", "\u201d", shown)
        return "straight quotation marks stand within a text", f'write {key} = "{_shortened(shown)}"'
    which = "double" if mark == '"' else "single"
    return f'the {which} quotes behind "{key} =" do not close on that line', f'write {key} = "{_shortened(inner)}"'


def _unquoted(value: str) -> str:
    """Return a value without the quotation marks and the comma around it."""
    value = value.strip().removesuffix(",").strip()
    if value[:1] in ('"', "'"):
        mark, value = value[0], value[1:]
        value = value.removesuffix(mark)
    return value.strip()


def _shortened(words: str) -> str:
    words = words.strip()
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"
