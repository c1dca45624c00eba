"""Suggestions: of many names, the one that a mistyped word most likely means.

A magazine that moves in has thousands of dead links, and each may mean one of tens of thousands of addresses. So a word
is never compared with all names. The index knows in which names each three letters in a row stand. The rarest of these
in a word lead to a few names that have most of them, and only those names are compared with it. The constants below
bound the work for one word, however many names there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

#: A longer word is no slip of a known one.
_LONGEST = 300
#: As few names as these are all compared.
_FEW = 32
#: Places of the index that are looked at for one word, and names that are compared with it then.
_MOST_PLACES, _MOST_COMPARED = 400, 3
#: Share of all names beyond which three letters in a row are common.
_MOST_SHARED = 0.2
#: Share of the three letters in a row that a name has in common with a word, of those that lead to any name; and the
#: share of the best name's that another name needs to be compared as well.
_LEAST_COMMON, _LEAST_OF_BEST = 0.34, 0.7
#: Least similarity of a suggestion: a slip of one or two letters in a short word. In long addresses of unrelated
#: stories, many letters come in one order by chance.
_ALIKE, _ALIKE_LONG, _LONG = 0.6, 0.7, 20
#: Of many names, one that is so similar is the one that is meant, and no other is compared.
_SURE = 0.93


class NameIndex:
    """Names in their order, which answers for any word which of them is most like it.

    Args:
        names: the names; upper and lower case count as the same letter.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._set

    @cached_property
    def _set(self) -> frozenset[str]:
        return frozenset(self._names)

    @cached_property
    def _by_folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in self._names}

    @cached_property
    def _folded(self) -> list[str]:
        # Sorted, so that the answer does not depend on the order in which a set gives its members.
        return sorted(self._by_folded)

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The numbers of the names in which each three letters in a row stand."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._folded):
            for letters in _threes(name):
                places[letters].append(number)
        return dict(places)

    def nearest(self, word: str, least: float = 0.0) -> str:
        """Return the name that is most like a word; empty where none is like it.

        Args:
            word: the word as it was written.
            least: how similar the two are at least, from 0 to 1, where more is asked for than of other suggestions.
        """
        folded = word.casefold()
        if len(word) > _LONGEST or not self._names:
            return ""
        if folded in self._by_folded:
            return self._by_folded[folded]
        are_few = len(self._folded) <= _FEW
        compared = self._folded if are_few else self._likely(folded)
        similarity, name = 0.0, ""
        for found, other in zip(_similarity(folded, compared), compared, strict=False):
            similarity, name = max((similarity, name), (found, other))
            if found >= _SURE and not are_few:
                break
        is_long = min(len(folded), len(name)) > _LONG
        return self._by_folded[name] if similarity >= max(least, _ALIKE_LONG if is_long else _ALIKE) else ""

    def _likely(self, word: str) -> list[str]:
        """Return the few names that have most of a word's three letters in a row, the likeliest first."""
        index, most = self._places, _MOST_SHARED * len(self._folded)
        known = [index[letters] for letters in _threes(word) if letters in index]
        # Letters of many names, such as those of a folder or an ending, tell none from the others.
        known = [places for places in known if len(places) < most] or known
        counts: Counter[int] = Counter()
        left, used = _MOST_PLACES, 0
        for places in sorted(known, key=len):
            counts.update(places if len(places) <= left else places[:left])
            left, used = left - len(places), used + 1
            if left <= 0:
                break
        best = max(counts.values(), default=0)
        if best < _LEAST_COMMON * used:
            return []
        least = _LEAST_OF_BEST * best
        likely = [number for number, count in counts.items() if count >= least]
        likely.sort(key=counts.__getitem__, reverse=True)
        return [self._folded[number] for number in likely[:_MOST_COMPARED]]


def _threes(word: str) -> list[str]:
    """Return all three letters in a row of a word, each once; its edges count as letters."""
    padded = f" {word} "
    return list(dict.fromkeys([padded[begin : begin + 3] for begin in range(len(padded) - 2)]))


def _similarity(word: str, names: Iterable[str]) -> Iterator[float]:
    """Yield, for each name, the share of the letters of both that come in one order in both, from 0 to 1.

    This is twice the length of the longest common subsequence, by the length of both. It is found with one step for
    each letter of the name, as in H. Hyyrö, Bit-Parallel LCS-length Computation Revisited, 2004.
    """
    places: dict[str, int] = {}
    for number, letter in enumerate(word):
        places[letter] = places.get(letter, 0) | 1 << number
    every = (1 << len(word)) - 1
    for name in names:
        row = every
        for letter in name:
            matches = row & places.get(letter, 0)
            row = ((row + matches) | (row - matches)) & every
        common = len(word) - row.bit_count()
        yield 2 * common / (len(word) + len(name)) if word or name else 1.0
