"""Prefilter: a quick test whether a text can hold any of some search terms.

Reducing a text to plain text takes longer than any other step of the scan. Where few terms are new, such as a sentence
that somebody just wrote into a draft, almost no text has two of its words, and all the others can be skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick

_WORD = re.compile(rb"[a-z]+")
#: How soft hyphens are written, which may stand in any word.
_SOFT_HYPHENS = (b"\xc2\xad", b"&shy;", b"&#173;")
#: Of each needle, so many of its longest words are looked for; one that is there is enough, should others be broken up.
_ANCHORS = 2


class Prefilter:
    """Lets through what may hold one of some needles.

    Args:
        terms: as `newsroom.features.leaks.plain_text.normal` returns them.
    """

    def __init__(self, terms: Iterable[bytes]) -> None:
        anchors: set[bytes] = set()
        #: A needle without a word in ASCII may be anywhere.
        self._open = False
        for term in terms:
            words = [word for word in term.split() if _WORD.fullmatch(word)]
            anchors.update(sorted(words, key=lambda word: (-len(word), word))[:_ANCHORS])
            self._open = self._open or not words
        self._automaton = BytesAhoCorasick(sorted(anchors)) if anchors else None

    def lets_through(self, raw: bytes) -> bool:
        """Return whether some bytes may hold a needle, whatever kind of text they are."""
        if self._open or self._automaton is None:
            return self._open
        for soft in _SOFT_HYPHENS:
            raw = raw.replace(soft, b"")
        return bool(self._automaton.find_matches_as_indexes(raw.lower()))
