"""Scan of the staged output for text and pictures of unpublished content.

How a scan goes:

1. `leaks.compare` has compared unpublished with published texts. It passes on a `Search`: the terms (sentences, titles,
   names, addresses), with the content that each comes from, and the digests and names of unpublished files.
2. A changed file is searched for every term. An unchanged file is searched only for terms that the manifest of the last
   build does not have (`term_digests`).
3. Of the page of a published document, only the parts around its text are searched: the text itself was compared in
   step 1 (`_PageBodies`).
4. A file becomes plain text, without markup, punctuation and case (`leaks.plain_text`). An Aho-Corasick automaton
   finds all terms in it at once. Where only new terms are searched, a prefilter first drops files that cannot hold any.
5. Pages share most of their lines. Each process remembers hashes of pieces and lines without a term, and searches each
   of them once (`_TermFinder`).
6. Each hit is a problem with the file and the source of the term. Problems name at most three files for each source.

The files are spread over all cores.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Sized
from pathlib import Path

from ahocorasick_rs import BytesAhoCorasick

from newsroom.core import urls
from newsroom.core.old_addresses import Moves
from newsroom.core.precompression import PrecompressedFiles
from newsroom.core.problems import Problem
from newsroom.engine import workers
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.write.staged_output import StagedFile, StagedOutput
from newsroom.features.leaks import compare, plain_text
from newsroom.features.leaks.model import LONG, Search
from newsroom.features.leaks.prefilter import Prefilter
from newsroom.features.links.model import LinkResolver, resolve

#: Pagefind's own programs, which are the same for every site and may contain any word.
_LIBRARY = re.compile(r"pagefind/(?:pagefind[\w-]*\.(?:js|css)|wasm\.[\w-]+\.pagefind)(?:\.br|\.gz)?")
#: So many files are named for each source of a leak.
_NAMED = 3
#: Pieces and lines that are remembered by each process, about 60 bytes each.
_MOST_REMEMBERED = 500_000
#: After so many files, the process knows the lines that all pages share.
_LEARNING = 1000
_FIX = (
    "nothing was changed; if the words may be known, publish what they come from, else look for what lets them out: "
    "a template, a data file, or a plugin that is not ours"
)


class _TermFinder:
    """Finds search terms in files; searches each piece or line that many pages share only once.

    A line is remembered alone only where it is a whole element, so that no sentence continues in the next one.
    """

    def __init__(self, words: Iterable[bytes], file_digests: Iterable[str] = (), *, prefiltered: bool = False) -> None:
        self.order = sorted(words)
        self._prefilter = Prefilter(self.order) if prefiltered else None
        self._learning = _LEARNING
        self._automaton = BytesAhoCorasick([b" %b " % term for term in self.order]) if self.order else None
        self._clean: set[int] = set()
        self.file_digests = frozenset(file_digests)

    def find(self, path: str, raw: bytes, *, named: bool = True) -> set[bytes]:
        """Return the terms in a file and, where it is ``named``, in its path."""
        if self._automaton is None:
            return set()
        body = plain_text.content(path, raw)
        name = path.encode("utf-8", "replace") if named else b""
        if self._prefilter is not None and not self._prefilter.lets_through(name + b" " + body):
            return set()
        hits = self._in(plain_text.haystack(name))
        if not plain_text.is_text(body):
            # In a binary file, a few letters in a row may be there by chance.
            readable = self._in(plain_text.haystack(plain_text.readable(body)))
            return hits | {term for term in readable if plain_text.weight(term) >= LONG}
        return hits | self._in_pieces(body)

    def _in_pieces(self, body: bytes) -> set[bytes]:
        clean = self._clean
        pieces = [piece for piece in plain_text.pieces(body) if hash(piece) not in clean]
        lines = [[line for line in piece.split(b"\n") if hash(line) not in clean] for piece in pieces]
        hits = self._in(plain_text.haystack(b"<hr>".join([b"\n".join(piece) for piece in lines])))
        if not hits and len(clean) < _MOST_REMEMBERED:
            clean.update(map(hash, pieces))
            if self._learning > 0:
                self._learning -= 1
                clean.update([hash(line) for piece in lines for line in piece if plain_text.is_whole(line)])
        return hits

    def _in(self, haystack: bytes) -> set[bytes]:
        matches = self._automaton.find_matches_as_indexes(haystack, overlapping=True) if self._automaton else ()
        return {self.order[number] for number, _, _ in matches}


def term_digests(search: Search) -> frozenset[bytes]:
    """Return the digests of all search terms, for the manifest; another version of the code has other digests."""
    code = digests.code()
    return frozenset(digests.of_bytes(code + term) for term in (*search.owners, *map(_file_term, search.file_digests)))


def _file_term(digest: str) -> bytes:
    return f"file {digest}".encode()


def scan(output: StagedOutput, search: Search) -> None:
    """Scan every file; report leaks as problems, and record the terms for the next build."""
    if not (search.owners or search.files):
        return
    code, known = digests.code(), output.previous_manifest.scan_digests
    new_words = [words for words in search.owners if digests.of_bytes(code + words) not in known]
    new_files = [digest for digest in search.file_digests if digests.of_bytes(code + _file_term(digest)) not in known]
    everything = _TermFinder([*search.owners, *map(str.encode, search.file_digests)], search.file_digests)
    new = _TermFinder([*new_words, *map(str.encode, new_files)], new_files, prefiltered=True)
    # A compressed copy that this build or the last made of a file is not searched: the file itself is.
    precompressed = output.edition.get(PrecompressedFiles, PrecompressedFiles()).paths
    files = [
        staged_file
        for staged_file in output.files()
        if (not staged_file.unchanged or new.order) and staged_file.path not in precompressed
    ]

    bodies = _PageBodies(output.edition)

    def work(some: Sequence[StagedFile]) -> list[set[bytes]]:
        return [
            _scan_file(staged_file, new if staged_file.unchanged else everything, search.sizes, bodies)
            for staged_file in some
        ]

    terms_by_file = workers.run_on_all_cores(work, files, on_progress=output.edition.progress.done)
    hits = {staged_file.path: words for staged_file, words in zip(files, terms_by_file, strict=True) if words}
    output.problems += [*_text_problems(output, search, hits), *_file_problems(output, search, hits)]
    output.scan_digests |= term_digests(search)


class _PageBodies:
    """Text of published documents on their pages, which `leaks.compare` has compared already.

    ``gone`` are the pages of removed content, whose paths are not searched.
    """

    def __init__(self, edition: Edition) -> None:
        self._directory = edition.get(LinkResolver)
        #: Their paths are the old addresses; a reader who requests one knows it already.
        self.gone = frozenset(map(urls.file_of, edition.get(Moves, Moves()).gone))
        self._documents = {
            urls.file_of(address): document
            for document in edition.live_documents()
            for address in (document.address, document.text_address)
            if address
        }

    def cut_out(self, path: str, raw: bytes) -> bytes:
        """Return a page with only the links of its document's text; any other file unchanged."""
        document = self._documents.get(path)
        if document is None:
            return raw
        words = resolve(document.html(), document.links, self._directory).strip()
        if not words:
            return raw
        links = [self._directory.address(link) or "" for link in document.links]
        return raw.replace(words.encode(), f"<hr>{plain_text.BREAK.join(links)}<hr>".encode(), 1)


def _scan_file(staged_file: StagedFile, terms: _TermFinder, sizes: frozenset[int], bodies: _PageBodies) -> set[bytes]:
    if _LIBRARY.fullmatch(staged_file.path):
        return set()
    raw = Path(staged_file.place).read_bytes()
    named = staged_file.path not in bodies.gone
    hits = terms.find(staged_file.path, bodies.cut_out(staged_file.path, raw), named=named)
    if len(raw) in sizes:
        digest = hashlib.sha256(raw).hexdigest()[:12]
        hits |= {digest.encode()} if digest in terms.file_digests else set()
    return hits


def _text_problems(output: StagedOutput, search: Search, hits: dict[str, set[bytes]]) -> list[Problem]:
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
            origin = compare.place_and_owner(output.edition, owners[source], first)
            message = f"it holds what stands in {origin}: {compare.quoted(first)}{_further_files(paths)}"
            problems.append(Problem(output.shown_path(path), 0, 0, "leak-text", message, _FIX))
    return problems


def _file_problems(output: StagedOutput, search: Search, hits: dict[str, set[bytes]]) -> list[Problem]:
    problems = []
    by_hit: dict[bytes, list[str]] = defaultdict(list)
    for path, every in sorted(hits.items()):
        for hit in every:
            by_hit[hit].append(path)
    for src, term_digests in search.files.items():
        paths = sorted({path for digest in term_digests for path in by_hit.get(digest.encode(), ())})
        for path in paths[:_NAMED]:
            message = (
                f"it is, or names, content/{src}, which nothing published shows or links to{_further_files(paths)}"
            )
            fix = "nothing was changed; take the file out of the place it was put in, or look for what lets it out"
            problems.append(Problem(output.shown_path(path), 0, 0, "leak-picture", message, fix))
    return problems


def _further_files(paths: Sized) -> str:
    return f" (and so do {len(paths) - _NAMED} files more)" if len(paths) > _NAMED else ""


def size_of(edition: Edition, src: str) -> int:
    """Return the size of a file below content/ in bytes; 0 where there is none."""
    try:
        return os.stat(edition.settings.content / src).st_size  # noqa: PTH116  one call of many
    except OSError:
        return 0
