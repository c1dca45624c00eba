"""Names of all fields of front matter, to tell a misspelt field from a sentence.

Front matter is read before anybody knows of which kind a file is; a test holds these tables to the schemas.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_PICTURE = frozenset({"src", "alt", "caption", "credit", "blur", "pixelate"})
_ORIGIN = frozenset({"name", "href"})
_CHANGE = frozenset({"date", "text"})

#: For each kind of file the fields of its head, and the fields inside those that hold records.
STORY = {
    **dict.fromkeys(
        ("id", "title", "summary", "date", "modified", "authors", "tags", "slug", "aliases", "lang", "translation_of",
         "status", "publish_at", "expires", "kind", "layout", "rating", "hides", "series", "comments", "state",
         "quick_exit", "tab_title", "content_notes", "helplines", "sensitive", "waive"),
        frozenset[str](),
    ),
    "bylines": frozenset({"author", "role"}),
    "review": frozenset({"what", "form", "by", "where", "when", "starts", "ends", "price", "access", "advice"}),
    "image": _PICTURE,
    "pictures": frozenset({"src", "blur", "pixelate"}),
    "corrections": _CHANGE,
    "updates": _CHANGE,
    "syndicated_from": _ORIGIN,
    "sponsor": _ORIGIN | {"kind"},
    "discreet": frozenset({"title", "summary", "tab"}),
}  # fmt: skip
AUTHOR = {
    **dict.fromkeys(("name", "pronouns", "role", "status", "bio", "links", "email"), frozenset[str]()),
    "photo": frozenset({"src", "alt"}),
}
PAGE = {
    **dict.fromkeys(
        ("title", "summary", "modified", "aliases", "status", "layout", "quick_exit", "tab_title"), frozenset[str]()
    ),
    "pictures": frozenset({"src", "blur", "pixelate"}),
}
ISSUE = {
    **dict.fromkeys(("title", "date", "summary", "status", "pdf"), frozenset[str]()),
    "cover": _PICTURE,
    "contents": frozenset({"title", "story", "page", "authors"}),
}
COMMENT = dict.fromkeys(("name", "date", "website", "reply_to"), frozenset[str]())
KINDS = (STORY, AUTHOR, PAGE, ISSUE, COMMENT)

TOP = frozenset(name for kind in KINDS for name in kind)
INSIDE = {
    name: frozenset().union(*(kind.get(name, frozenset()) for kind in KINDS))
    for name in TOP
    if any(kind.get(name) for kind in KINDS)
}
#: For each field that holds records, what stands beside it in heads.
_BESIDE = {name: frozenset().union(*(kind for kind in KINDS if name in kind)) for name in INSIDE}
#: Fields that hold several values, which commas (or semicolons) part.
LISTS = frozenset({"aliases", "authors", "content_notes", "helplines", "hides", "tags"})
#: Fields that hold words for readers, in which quotation marks are part of the words.
FREE = frozenset(
    {"title", "summary", "bio", "caption", "alt", "text", "credit", "role", "series", "tab_title", "name", "what",
     "by", "where", "when", "price", "access", "advice", "pronouns"}
)  # fmt: skip
_APART = re.compile(r"[\s_-]+")


def only_inside(parent: str) -> frozenset[str]:
    """Return the names of fields that stand inside ``parent`` and never beside it."""
    return INSIDE.get(parent, frozenset()) - _BESIDE.get(parent, frozenset())


def known(typed: str, parent: str = "") -> str:
    """Return the field that a name means, however its capitals, blanks and hyphens are; empty where it means none.

    Args:
        typed: the name as somebody typed it.
        parent: the field that it stands in; empty for the head itself.
    """
    names: Collection[str] = INSIDE.get(parent, frozenset()) if parent else TOP
    if typed in names:
        return typed
    plain = _APART.sub("_", typed.strip()).casefold()
    if parent == "links":
        return plain
    return plain if plain in names else ""
