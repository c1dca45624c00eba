"""Comparison of pictures that only unpublished content uses with published ones, by bytes and by perceptual hash."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace
from PIL import Image, ImageOps, UnidentifiedImageError

from newsroom.core.boxes import Box
from newsroom.core.problems import Problem
from newsroom.core.text_files import located
from newsroom.engine import workers
from newsroom.engine.cache import manifest
from newsroom.engine.cache.store import Records
from newsroom.engine.edition import Edition
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.pictures.reading import documents_with_pictures

#: How many pictures are worth a process.
_LEAST = 4
HashesByFile = dict[str, tuple[manifest.FileState, int | None]]


def unpublished(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the pictures that only unpublished things use, with their digests (see `Search`).

    Problems go to the edition.

    A published picture that is the same file under another name is an error, and one that looks like it a warning.
    """
    hidden = _hidden(edition)
    shown = _shown(edition) if hidden else {}
    secret = {
        src: digest
        for src in sorted(hidden - shown.keys())
        if (digest := edition.read_context.picture_lookup.digest(src))
    }
    if not secret:
        return {}
    by_digest: dict[str, list[str]] = defaultdict(list)
    for src in shown:
        by_digest[edition.read_context.picture_lookup.digest(src)].append(src)
    hashes = _hashes(edition, [*secret, *shown])
    similar = Lookalikes({src: hashes[src] for src in shown if hashes.get(src) is not None})
    once, covered = _once_shown(edition), _covered(edition)
    for src, digest in secret.items():
        for other in by_digest.get(digest, ()):
            message = f"content/images/{other} is the very picture content/images/{src}, which nothing published shows"
            fix = f"show {other} there too, or take the picture out here"
            problem = _problem(edition, shown[other], other, "leak-picture", message, fix)
            edition.problems.append(replace(problem, age=src in once))
        for other in similar.of(hashes.get(src)):
            if digest != edition.read_context.picture_lookup.digest(other):
                message = f"content/images/{other} looks like content/images/{src}, which nothing published shows"
                fix = "take one of the two, or say in the story why it may be shown: waive: {leak-likeness: the reason}"
                problem = _problem(edition, shown[other], other, "leak-likeness", message, fix)
                edition.problems.append(replace(problem, age=src in once))
    published = {edition.read_context.picture_lookup.digest(src) for src in shown}
    return {
        f"images/{src}": _known_digests(edition, src, covered[src])
        for src, digest in secret.items()
        if digest not in published
    }


def _covered(edition: Edition) -> defaultdict[str, set[tuple[Box, ...]]]:
    """Return the parts that documents hide of each picture."""
    covered: defaultdict[str, set[tuple[Box, ...]]] = defaultdict(set)
    for shown in documents_with_pictures(edition):
        for use in shown.uses:
            covered[use.src].add(use.boxes)
    return covered


def _known_digests(edition: Edition, src: str, covered: Iterable[tuple[Box, ...]]) -> tuple[str, ...]:
    """Return what a picture is known by: its own digest, and those in the names of its sizes, whole and covered."""
    library = edition.read_context.picture_lookup
    digests = {library.digest(src)}
    if isinstance(library, PictureLibrary):
        digests |= {library.subject(src, boxes).digest for boxes in (*covered, ())}
    return tuple(sorted(digests))


def _problem(edition: Edition, where: str, src: str, rule: str, message: str, fix: str) -> Problem:
    lines = (edition.settings.root / where).read_text("utf-8", errors="replace").split("\n")
    line = next((number for number, words in enumerate(lines, 1) if src in words), 0)
    return Problem(where, line, 0, rule, message, fix)


def _shown(edition: Edition) -> dict[str, str]:
    """Return every picture that something published shows, with the first file that shows it."""
    shown = [(use.src, document.source) for document in edition.live_documents() for use in document.pictures]
    return dict(reversed(shown))


def _hidden(edition: Edition) -> set[str]:
    return {use.src for document in edition.documents() if not document.is_live for use in document.pictures}


def _once_shown(edition: Edition) -> set[str]:
    """Return the pictures of what readers could see once."""
    return {use.src for document in edition.documents() if document.was_public for use in document.pictures}


def _hashes(edition: Edition, sources: Iterable[str]) -> dict[str, int | None]:
    """Return how pictures look; what was looked at before, and has not been touched since, is not opened again."""
    cached = Records(edition.cache, "leaks", HashesByFile)
    before = cached.get("pictures") or {}
    folder = edition.settings.content / "images"
    now: HashesByFile = {}
    todo: list[tuple[str, manifest.FileState]] = []
    for src in dict.fromkeys(sources):
        try:
            there = manifest.file_state(located(folder, src).stat())
        except OSError:
            continue
        known = before.get(src)
        if known is not None and known[0] == there:
            now[src] = known
        else:
            todo.append((src, there))

    def work(some: Sequence[tuple[str, manifest.FileState]]) -> list[int | None]:
        return [hash_of_file(located(folder, src)) for src, _ in some]

    for (src, there), picture_hash in zip(
        todo, workers.run_on_all_cores(work, todo, _LEAST, edition.progress.done), strict=True
    ):
        now[src] = (there, picture_hash)
    if now != before:
        cached.put("pictures", now)
    return {src: picture_hash for src, (_, picture_hash) in now.items()}


#: Columns and rows that are compared; a hash has a bit for each place.
_SIDE = 16
#: Bits in which two hashes of one picture may differ.
ALIKE = 20
#: A picture in which fewer neighbours differ is all of one colour: it looks like any other such.
_FEWEST = 24
#: Steps of grey, of 256, by which neighbours have to differ to count.
_STEP = 3


def difference_hash(picture: Image.Image) -> int | None:
    """Return a picture's difference hash: for each of 16 by 16 places, whether the next is lighter by a step.

    None where there is too little to see.
    """
    small = picture.convert("RGBA").resize((_SIDE + 1, _SIDE), Image.Resampling.BOX)
    white = Image.new("RGBA", small.size, "white")
    grey = Image.alpha_composite(white, small).convert("L").tobytes()
    bits = 0
    for row in range(_SIDE):
        line = grey[row * (_SIDE + 1) : (row + 1) * (_SIDE + 1)]
        for left, right in itertools.pairwise(line):
            bits = bits << 1 | (right > left + _STEP)
    return bits if bits.bit_count() >= _FEWEST else None


def hash_of_file(path: Path) -> int | None:
    """Return the difference hash of a picture file; None where it cannot be opened or there is too little to see."""
    try:
        with Image.open(path) as picture:
            # A JPEG can be read at a fraction of its size.
            picture.draft("RGB", (_SIDE * 8, _SIDE * 8))
            return difference_hash(ImageOps.exif_transpose(picture))
    # Pillow says SyntaxError of a PNG whose parts do not fit.
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return None


class Lookalikes:
    """Finds the pictures that look like one, among many.

    Two hashes that differ in 20 bits are the same in at least one of 21 parts, so only those are compared that have a
    part in common with the one that is asked for.

    Args:
        hashes: the hash of each picture, by its path.
    """

    def __init__(self, hashes: Mapping[str, int | None]) -> None:
        self._hashes = list(hashes.items())
        self._by_part: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (_, picture_hash) in enumerate(self._hashes):
            for part in _parts(picture_hash):
                self._by_part[part].append(number)

    def of(self, picture_hash: int | None) -> Iterator[str]:
        """Yield the pictures that look like one with this hash, in the order in which they were given."""
        numbers = {number for part in _parts(picture_hash) for number in self._by_part.get(part, ())}
        for number in sorted(numbers):
            src, other = self._hashes[number]
            if look_alike(picture_hash, other):
                yield src


def _parts(picture_hash: int | None) -> Iterator[tuple[int, int]]:
    """Yield the parts of a hash, one more than the bits in which two may differ, each with its number."""
    if picture_hash is not None:
        edges = [_SIDE * _SIDE * number // (ALIKE + 1) for number in range(ALIKE + 2)]
        for begin, end in itertools.pairwise(edges):
            yield begin, picture_hash >> begin & (1 << (end - begin)) - 1


def look_alike(one: int | None, other: int | None) -> bool:
    """Return whether two hashes are those of pictures that look alike."""
    return one is not None and other is not None and (one ^ other).bit_count() <= ALIKE
