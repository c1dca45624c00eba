"""Makes precompressed files of staged files on all cores, and reuses those of unchanged files.

One is planned only where its original is, so one that is left over is removed with it; it is kept only where both are
what the last build left, and made of that very file, so it can never be of another version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from newsroom.core.precompression import ENDINGS, PrecompressedFiles, compressed, is_compressible, levels_of
from newsroom.engine import workers
from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Blobs
from newsroom.engine.write.write_context import WriteContext

#: Bytes of a digest that say how a file was compressed; the rest says of what.
_HOW = 8
#: Files that are worth a process: one takes some milliseconds.
_LEAST = 16
#: Of one precompressed file: its ending, whether it is another than the one in the output, and its digest.
CompressedFile = tuple[str, bool, bytes]


def write_precompressed(context: WriteContext) -> None:
    """Lay precompressed files aside for all that is planned, and tell the edition which they are.

    Args:
        context: the staged site.
    """
    planned = context.stage.planned
    originals = [
        path for path in sorted(planned) if is_compressible(path) and not any(path + end in planned for end in ENDINGS)
    ]
    changed = context.stage.changed
    known: set[str] = set()
    fresh = [path for path in originals if path in changed or not _reuse(context, path, known)]
    cached = Blobs(context.edition.cache, "compressed")

    def work(some: Sequence[str]) -> list[list[CompressedFile]]:
        return [_make(context, path, cached) for path in some]

    for path, copies in zip(
        fresh, workers.run_on_all_cores(work, fresh, _LEAST, context.edition.progress.done), strict=True
    ):
        for ending, is_new, digest in copies:
            context.stage.note(path + ending, is_new)
            context.digests[path + ending] = digest
            known.add(path + ending)
    cached.note_use(_name(context.digests[path]) for path in known)
    context.edition.put(PrecompressedFiles(frozenset(known)))


def _reuse(context: WriteContext, path: str, known: set[str]) -> bool:
    """Keep those of an unchanged file, where they are unchanged too; they join ``known``."""
    previous, snapshot = context.previous_manifest.pages, context.stage.snapshot()
    if path not in previous or previous[path][1] != snapshot.get(path):
        return False
    there, how = [path + ending for ending in ENDINGS if path + ending in previous], _how(path)
    if not there or any(previous[name][0][:_HOW] != how or previous[name][1] != snapshot.get(name) for name in there):
        return False
    for name in there:
        context.stage.note(name)
        context.digests[name] = previous[name][0]
    known.update(there)
    return True


def _make(context: WriteContext, path: str, cached: Blobs) -> list[CompressedFile]:
    content = context.stage.file(path).read_bytes()
    digest = _how(path) + hashlib.sha256(content).digest()
    copies = cached.get(_name(digest))
    if copies is None:
        both = compressed(content, levels_of(path))
        copies = b"%d\n%b%b" % (len(both[0]), *both)
        if both != (b"", b""):
            cached.put(_name(digest), copies)
    length, _, rest = copies.partition(b"\n")
    bodies = (rest[: int(length)], rest[int(length) :])
    return [
        (ending, context.stage.store(path + ending, body), digest)
        for ending, body in zip(ENDINGS, bodies, strict=True)
        if body
    ]


def _how(path: str) -> bytes:
    """Return the bytes that say how a file is compressed."""
    return digests.of(levels_of(path).version, digests.code())[:_HOW]


def _name(digest: bytes) -> str:
    return digest.hex()
