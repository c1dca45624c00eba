"""Texts for the comparison with unpublished content: every text field of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from newsroom.core.record_fields import record_fields

#: Fields of a record whose values come from closed lists, or are those of something published, or are never shown.
NOT_WORDS = frozenset((
    "source", "section", "lang", "kind", "layout", "status", "comments", "state", "translation_of", "waive", "lines",
    "html", "picture", "profiles", "images", "links", "reply_to", "story", "form",
))  # fmt: skip


class Text(Struct, frozen=True):
    """A text of the site: its names and its HTML, which ``words`` returns, and the digest of both.

    ``source`` is its file; ``boilerplate`` whether it is none of a story; ``carrier`` the story it is of, whose waivers
    apply to it.
    """

    source: str
    digest: bytes
    words: Callable[[], tuple[list[str], str]]
    boilerplate: bool = False
    carrier: str = ""


def strings(value: object, without: frozenset[str] = NOT_WORDS) -> Iterator[str]:
    """Yield every text in a record, however deep; fields that are added later are among them."""
    if isinstance(value, str):
        yield value
    elif (names := record_fields(type(value))) is not None:
        for name in names:
            if name not in without:
                yield from strings(getattr(value, name), without)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in without:
                yield from strings(item, without)
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for item in value:
            yield from strings(item, without)
