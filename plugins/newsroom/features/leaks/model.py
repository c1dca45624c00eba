"""Search terms of the leak scan, and which are distinctive: text that no published content holds.

There are three sorts of terms, all in the form of `newsroom.features.leaks.plain_text`:

- a **sentence** has six words or more. It is distinctive unless it is boilerplate, or commonplace (in three or more
  stories that are or were public). When published content holds it, somebody has pasted it.
- a **name** (title, address, topic, alt text, name of a person or a file) has a word of three letters or more. It is
  distinctive unless published content holds it too; a name of six words or more, unless published content has the same
  name.
- a **short** sentence or heading is distinctive when no published content holds it, or any one of its words.

Boilerplate is text on pages that no contributor writes: the theme, the data, the settings, the code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from msgspec import Struct, field

from newsroom.features.leaks import plain_text

#: Words in a sentence that is distinctive by itself.
LONG = 6
#: A longer sentence is cut, so that it is found when its end is cut off or rewritten: into parts of `_PART` words at
#: least.
_LONGEST, _PART = 24, 12
#: The number of stories from which on a text that they share counts as nobody's.
COMMONPLACE = 3
#: Letters in a word that can be told from others.
_LETTERS = 3


class Sort(IntEnum):
    """The three sorts of words; see above."""

    SENTENCE = 0
    NAME = 1
    SHORT = 2


class SearchTerm(NamedTuple):
    """Words to look for, as `plain_text.normal` returns them, and their sort."""

    words: bytes
    sort: Sort

    @property
    def is_long(self) -> bool:
        """Whether it has as many words as a sentence."""
        return self.sort is Sort.SENTENCE or plain_text.weight(self.words) >= LONG


class UnpublishedContent(Struct, frozen=True):
    """Unpublished content: its file, its state in words (a draft, an expired story …), and its texts.

    ``was_public`` is true of what readers could see once, and may be quoted.
    """

    source: str
    what: str
    terms: tuple[SearchTerm, ...]
    was_public: bool = False


class PublishedMatch(NamedTuple):
    """A published text that holds a term: its file, whether it is boilerplate, and whether the term is its title."""

    source: str
    boilerplate: bool
    called: bool


class Search(Struct, frozen=True):
    """Search terms for the output, with the content they come from, and files that only unpublished content uses.

    ``files`` are pictures and documents by their path below content/, each with its digests: the first twelve digits of
    its SHA-256, and those by which its sizes are named when it is published; ``sizes`` are their sizes in bytes;
    ``sources`` counts the published texts that were compared.
    """

    owners: dict[bytes, tuple[UnpublishedContent, ...]] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sizes: frozenset[int] = frozenset()
    sources: int = 0

    @property
    def file_digests(self) -> tuple[str, ...]:
        """The digests of all files."""
        return tuple(digest for file_digests in self.files.values() for digest in file_digests)


def of_name(words: str) -> Iterator[SearchTerm]:
    """Yield a name as a needle, unless nothing in it can be told from other words."""
    name = plain_text.normal(plain_text.visible_text(words)[0].replace(plain_text.BREAK, " "))
    if _is_distinguishable(name):
        yield SearchTerm(name, Sort.NAME)


def of_text(markup: str) -> Iterator[SearchTerm]:
    """Yield the sentences and headings of some HTML or plain text."""
    for block in plain_text.blocks(plain_text.visible_text(markup)[0]):
        for sentence in plain_text.sentences(block):
            yield from _of_sentence(plain_text.normal(sentence))


def _of_sentence(words: bytes) -> Iterator[SearchTerm]:
    if not _is_distinguishable(words):
        return
    if plain_text.weight(words) < LONG:
        yield SearchTerm(words, Sort.SHORT)
        return
    every = words.split()
    count = len(every) // _PART if len(every) > _LONGEST else 1
    for number in range(count):
        part = every[len(every) * number // count : len(every) * (number + 1) // count]
        yield SearchTerm(b" ".join(part), Sort.SENTENCE)


def _is_distinguishable(words: bytes) -> bool:
    return any(is_word(word) for word in words.split())


def is_word(word: bytes) -> bool:
    """Return whether this is a word that can be told from others: three letters or more, no number."""
    return len(word) >= _LETTERS and any(letter.isalpha() for letter in word.decode())


def of_field(words: str) -> Iterator[SearchTerm]:
    """Yield a field of a head: a name, or where it holds more than one sentence each of them."""
    return of_text(words) if len(list(plain_text.sentences(words))) > 1 else of_name(words)


def is_distinctive(term: SearchTerm, matches: Sequence[PublishedMatch], unheard: bool) -> bool:
    """Return whether to look for a needle in the output, where nothing may hold it.

    Args:
        term: the needle.
        matches: published texts that hold it; see `pasted_into` for those sentences that nothing may hold.
        unheard: whether it has a word that nothing published holds.
    """
    return not matches and (term.sort is not Sort.SHORT or unheard)


def pasted_into(term: SearchTerm, matches: Sequence[PublishedMatch], owners: Iterable[UnpublishedContent]) -> list[str]:
    """Return the published files that hold a sentence of unpublished content.

    Args:
        term: the needle.
        matches: published texts that hold it.
        owners: unpublished content that holds it.
    """
    if not matches or not term.is_long or any(found.boilerplate for found in matches):
        return []
    if term.sort is Sort.NAME and any(found.called for found in matches):
        return []
    public = {found.source for found in matches}
    if len(public) + sum(owner.was_public for owner in owners) >= COMMONPLACE:
        return []
    return sorted(public)
