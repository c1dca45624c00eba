"""Old addresses that hidden files name: one that is a part of a published address gives nothing away.

Words are compared without their slashes, so that `/archive/2026/` of a draft would be found in `/archive/2026/05/`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from newsroom.engine.documents import Document
from newsroom.features.leaks import model, plain_text
from newsroom.features.leaks.texts import NOT_WORDS, strings

T = TypeVar("T")


def without_parts(owners: Mapping[bytes, T], hidden: Iterable[Document], known: Iterable[str]) -> dict[bytes, T]:
    """Return the search terms without old addresses of unpublished files that are parts of published addresses.

    One that is a title or the like of a hidden file too is looked for all the same.

    Args:
        owners: search terms, each with the content that it comes from.
        hidden: the documents that are not published.
        known: every address that is or was published.
    """
    named = [document for document in hidden if document.aliases]
    old = {term.words for document in named for alias in document.aliases for term in model.of_name(alias)}
    if not old.intersection(owners):
        return dict(owners)
    rest = NOT_WORDS | {"aliases"}
    old -= {
        term.words for document in named for words in strings(document.record, rest) for term in model.of_field(words)
    }
    every = b" " + plain_text.normal(plain_text.BREAK.join(sorted(known))) + b" "
    parts = {words for words in old if b" " + words + b" " in every}
    return {words: of for words, of in owners.items() if words not in parts}
