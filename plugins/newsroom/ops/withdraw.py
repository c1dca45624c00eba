"""Withdrawing a story in its own file: its head says so, and where it must vanish, the ledger forgets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from newsroom.core import head_edit, urls
from newsroom.core.problems import did_you_mean
from newsroom.core.refusal import Refused
from newsroom.ops import heads
from newsroom.publishing.repository import commit, git
from newsroom.publishing.traces import Trail
from newsroom.stories.model import StoryRecord

#: Every address that was ever published, below the folder with the sources; publishing writes it.
LEDGER = PurePosixPath("data", "addresses.txt")
#: What a commit says: the story's own words would stay in it.
_MESSAGE = "Withdraw a story"


@dataclass(frozen=True)
class Withdrawn:
    """A story that is being taken down: its record, its addresses, and the ids of its translations that are not."""

    record: StoryRecord
    trail: Trail
    translations: tuple[str, ...]


def find(root: Path, story: str) -> Withdrawn:
    """Return a story by its id, its file, its address or its whole address.

    Args:
        root: the project's folder.
        story: what somebody calls it.

    Raises:
        Refused: there is none, or its head cannot be read.
    """
    read = heads.read(root)
    wanted = _plain(root, story)
    found = [record for record in read.records if wanted in (record.id, record.source, record.address.strip("/"))]
    if not found:
        if wanted in read.unreadable:
            raise Refused(f"the head of {wanted} cannot be read; `invoke check` says what to mend")
        near = did_you_mean(wanted, [record.id for record in read.records])
        how = near if near.endswith("?") else "write its id, its file or its address"
        raise Refused(f'there is no story "{story}"; {how}')
    record = found[0]
    translations = [other.id for other in read.records if other.translation_of == record.id and other.status != "draft"]
    content = heads.content_of(root)
    return Withdrawn(record, Trail(addresses(record, content)), tuple(translations))


def addresses(record: StoryRecord, content: Path) -> tuple[str, ...]:
    """Return every address that a story was ever given: its own, those of its head, those of the ledger."""
    ledger = content / LEDGER
    lines = ledger.read_text("utf-8", "replace").splitlines() if ledger.is_file() else []
    old = [line.split()[0] for line in lines if _is_of(line, record.id)]
    return tuple(dict.fromkeys([record.address, *getattr(record, "aliases", ()), *old]))


def withdraw(root: Path, record: StoryRecord, *, vanish: bool) -> list[str]:
    """Let a story's head say that it is withdrawn, commit that, and push it where it is pushed at all.

    Args:
        root: the project's folder.
        record: the story.
        vanish: whether nothing may say that it was ever there: then its lines leave the ledger, and its head names no
            other address.

    Returns:
        The files that were changed, relative to the project; none where all of it was done before.

    Raises:
        Refused: a person has to write it, or git fails.
    """
    content = heads.content_of(root)
    path = content.parent / record.source
    raw = path.read_bytes()
    try:
        changed = raw if record.status == "withdrawn" else head_edit.with_field(raw, "status", "withdrawn")
        if vanish:
            changed = head_edit.without_field(changed, "aliases")
    except head_edit.NotThatSimple:
        also = " and take its aliases out" if vanish else ""
        said = (
            f"{record.source} has a head that only a person can change: write status: withdrawn there{also}, run again"
        )
        raise Refused(said) from None
    written = _write(path, raw, changed)
    ledger = content / LEDGER
    if vanish and ledger.is_file():
        raw = ledger.read_bytes()
        kept = [
            line for line in raw.splitlines(keepends=True) if not _is_of(line.decode("utf-8", "replace"), record.id)
        ]
        written += _write(ledger, raw, b"".join(kept))
    _commit(root, [path, ledger] if ledger.is_file() else [path])
    return [changed.relative_to(content.parent).as_posix() for changed in written]


def _is_of(line: str, id_: str) -> bool:
    """Return whether a line of the ledger gives an address to a story: address, kind, id and more."""
    words = line.split()
    return len(words) > 2 and words[1] in ("story", "text") and words[2] == id_


def _plain(root: Path, story: str) -> str:
    """Return what somebody calls a story as an id, a path in the project or an address without slashes at its ends."""
    path = Path(story)
    if path.suffix.lower() in (".md", ".markdown"):
        absolute = path.absolute()
        return absolute.relative_to(root.absolute()).as_posix() if absolute.is_relative_to(root.absolute()) else story
    address = urlsplit(story).path if "://" in story else story
    return urls.file_of(address).removesuffix("index.html").strip("/")


def _write(path: Path, before: bytes, after: bytes) -> list[Path]:
    """Write a file where it differs, in one step; return it then."""
    if before == after:
        return []
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(after)
    part.replace(path)
    return [path]


def _commit(root: Path, paths: Sequence[Path]) -> None:
    """Commit these files and no other, where there is a repository; a takedown that was killed may have left them."""
    if not commit(root):
        return
    names = [str(path) for path in paths]
    if git(root, "status", "--porcelain", "--", *names):
        git(root, "add", "--", *names)
        git(root, "commit", "--quiet", "--only", "-m", _MESSAGE, "--", *names)
    if git(root, "rev-parse", "--abbrev-ref", "@{upstream}", check=False):
        git(root, "push", "--quiet")
