"""JSON-LD of a page's record, as text for a script."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Hashable
from typing import Any, cast

from markupsafe import Markup

from newsroom.features.structured_data.model import Reference, Thing

CONTEXT = "https://schema.org"
#: Values of fields that are left out.
_EMPTY = ("", None, ())
#: Where a graph stands in a page.
_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def graph(record: Thing) -> Markup:
    """Return the record of a page as JSON-LD, escaped for a script of the type ``application/ld+json``.

    All that belongs to it lies within it: readers that look for a type look no deeper (ADR 23).

    Whatever a title holds, it cannot end the script or begin a comment, as these are written
    (https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements): no sign of markup is left in it.
    """
    whole = {"@context": CONTEXT} | _plain(record)
    raw = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    safe = raw.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704  no sign of markup is left in it


def texts(page: str) -> tuple[str, ...]:
    """Return every text that the graphs in a page's HTML hold, as it was before it was written; for looking through."""
    values: list[str] = []
    for match in _SCRIPT.finditer(page):
        _gather(json.loads(match[1]), values)
    return tuple(values)


def _gather(value: Any, gathered: list[str]) -> None:
    if isinstance(value, str):
        gathered.append(value)
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _gather(item, gathered)


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is tuple:
        return [_plain(item) for item in value]
    if not isinstance(value, Thing | Reference):
        return value
    # Most values are text, and stay as they are.
    return {
        name: own if type(own) is str else _plain(own)
        for field, name in _names(cast("Hashable", kind))
        if (own := getattr(value, field)) not in _EMPTY
    }


@functools.cache
def _names(kind: Hashable) -> tuple[tuple[str, str], ...]:
    """Return the fields of a kind of record, and what JSON-LD calls them."""
    return tuple((name, _property(name)) for name in cast("type[Thing | Reference]", kind).__struct_fields__)


def _property(name: str) -> str:
    if name in ("type", "id"):
        return f"@{name}"
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
