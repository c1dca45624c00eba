"""Looks through the output to come for what may not be in it; files that are as they were only for what is new."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence, Sized
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick

from newsroom.build import digests, workers
from newsroom.build.edition import Edition
from newsroom.build.written import Laid, Written
from newsroom.core.problems import Problem
from newsroom.leaks import compare, opened, plain
from newsroom.leaks.model import LONG, Search

#: Of one thing that is let out, so many files are named.
_NAMED = 3
_FIX = (
    "nothing was changed; if the words may be known, publish what they come from, else look for what lets them out: "
    "a template, a data file, or a plugin that is not ours"
)


class _Needles:
    """Needles in an order, and what finds them; pieces of pages that hold none are remembered."""

    def __init__(self, words: Iterable[bytes], marks_of_files: Iterable[str]) -> None:
        self.order = sorted(words)
        self._automaton = BytesAhoCorasick([b" %b " % needle for needle in self.order]) if self.order else None
        self._clean: set[int] = set()
        self.marks = frozenset(marks_of_files)

    def find(self, path: str, raw: bytes) -> set[bytes]:
        """Return the needles that a file holds, or its name."""
        if self._automaton is None:
            return set()
        body = opened.content(path, raw)
        found = self._in(plain.haystack(path.encode("utf-8", "replace")))
        long_only = not opened.is_text(body)
        for piece in opened.haystacks(body):
            mark = hash(piece)
            if mark in self._clean:
                continue
            here = self._in(plain.haystack(piece))
            # In what is no text, a few letters in a row may be there by chance.
            here = {needle for needle in here if plain.weight(needle) >= LONG} if long_only else here
            if not here:
                self._clean.add(mark)
            found |= here
        return found

    def _in(self, haystack: bytes) -> set[bytes]:
        matches = self._automaton.find_matches_as_indexes(haystack, overlapping=True) if self._automaton else ()
        return {self.order[number] for number, _, _ in matches}


def marks(search: Search) -> frozenset[bytes]:
    """Return the digests of all that is looked for, for the manifest; another version of the code has others."""
    code = digests.code()
    return frozenset(digests.of_bytes(code + mark) for mark in (*search.owners, *map(_mark, search.marks)))


def _mark(file: str) -> bytes:
    return f"file {file}".encode()


def scan(written: Written, search: Search) -> None:
    """Look through every file; what is found becomes a problem, and what was looked for is noted for the next build."""
    if not (search.owners or search.files):
        return
    code, known = digests.code(), written.left.looked
    new_words = [words for words in search.owners if digests.of_bytes(code + words) not in known]
    new_marks = [mark for mark in search.marks if digests.of_bytes(code + _mark(mark)) not in known]
    everything = _Needles([*search.owners, *(mark.encode() for mark in search.marks)], search.marks)
    new = _Needles([*new_words, *(mark.encode() for mark in new_marks)], new_marks)
    files = [laid for laid in written.files() if not laid.as_left or new.order]

    def work(some: Sequence[Laid]) -> list[set[bytes]]:
        return [_look(laid, new if laid.as_left else everything, search.sizes) for laid in some]

    found = workers.spread(work, files, told=written.edition.course.done)
    hits = {laid.path: words for laid, words in zip(files, found, strict=True) if words}
    written.problems += [*_text_problems(written, search, hits), *_file_problems(written, search, hits)]
    written.looked = marks(search)


def _look(laid: Laid, needles: _Needles, sizes: frozenset[int]) -> set[bytes]:
    raw = Path(laid.place).read_bytes()
    found = needles.find(laid.path, raw)
    if len(raw) in sizes:
        digest = hashlib.sha256(raw).hexdigest()[:12]
        found |= {digest.encode()} if digest in needles.marks else set()
    return found


def _text_problems(written: Written, search: Search, hits: dict[str, set[bytes]]) -> list[Problem]:
    places: dict[str, dict[str, list[bytes]]] = defaultdict(dict)
    owners = {}
    for path, every in sorted(hits.items()):
        for words in sorted(every & search.owners.keys(), key=lambda words: (-len(words), words)):
            owner = search.owners[words][0]
            owners[owner.source] = owner
            places[owner.source].setdefault(path, []).append(words)
    problems = []
    for source, paths in places.items():
        for path in list(paths)[:_NAMED]:
            first = paths[path][0]
            told = compare.named(written.edition, owners[source], first)
            message = f"it holds what stands in {told}: {compare.quoted(first)}{_rest(paths)}"
            problems.append(Problem(written.named(path), 0, 0, "leak-text", message, _FIX))
    return problems


def _file_problems(written: Written, search: Search, hits: dict[str, set[bytes]]) -> list[Problem]:
    problems = []
    for src, marks in search.files.items():
        own = {mark.encode() for mark in marks}
        paths = [path for path, every in sorted(hits.items()) if own & every]
        for path in paths[:_NAMED]:
            message = f"it is, or names, content/{src}, which nothing published shows or links to{_rest(paths)}"
            fix = "nothing was changed; take the file out of the place it was put in, or look for what lets it out"
            problems.append(Problem(written.named(path), 0, 0, "leak-picture", message, fix))
    return problems


def _rest(paths: Sized) -> str:
    return f" (and so do {len(paths) - _NAMED} files more)" if len(paths) > _NAMED else ""


def size_of(edition: Edition, src: str) -> int:
    """Return the size of a file below content/ in bytes; 0 where there is none."""
    try:
        return os.stat(edition.settings.content / src).st_size  # noqa: PTH116  one call of many
    except OSError:
        return 0
