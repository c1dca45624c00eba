"""Withdrawal of a story in its front matter, and removal of its lines from the ledger for ``--vanish``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from newsroom.commands import story_front_matter
from newsroom.commands.console import say
from newsroom.commands.publish import recovery
from newsroom.core import front_matter_edit, limits, problem_summary, urls
from newsroom.core.operation_error import OperationError
from newsroom.core.problems import did_you_mean
from newsroom.features.stories.model import StoryRecord
from newsroom.publishing.repository import commit, git
from newsroom.publishing.story_traces import Trail

#: Every address that was ever published, below the folder with the sources; publishing writes it.
LEDGER = PurePosixPath("data", "addresses.txt")
#: An address that only a story can have: all below it goes.
_OF_A_STORY = re.compile(r"(?:[a-z-]+/){1,2}\d{4}/\d{2}/[a-z0-9-]+|read/[a-z0-9]+")
_WORKFLOW = PurePosixPath(".github", "workflows", "publish.yml")
#: The message of the commit. It names no story, since words of the story would stay in it.
_MESSAGE = "Withdraw a story"


class Withdrawal(Struct, frozen=True):
    """A story that is being taken down.

    Args:
        id: its id; empty where its file is not there any more, and the ledger does not know it.
        record: its record; None where its file is not there any more.
        trail: every address that it was ever given.
        translations: the ids of its translations, which are stories of their own and stay.
    """

    id: str
    record: StoryRecord | None
    trail: Trail
    translations: tuple[str, ...] = ()


def find(root: Path, story: str) -> Withdrawal:
    """Return a story by its id, its file, its address or its whole address.

    A story whose file was deleted is found by an address that it had: old releases may still hold it.

    Args:
        root: the project's folder.
        story: id, file or address of the story, as typed.

    Raises:
        OperationError: there is none, or its head cannot be read.
    """
    read, lines = _with_committed(root, story_front_matter.read(root)), _ledger(story_front_matter.content_of(root))
    wanted = _plain(root, story)
    known = next((line.split()[2] for line in lines if _is_of(line) and line.split()[0].strip("/") == wanted), "")
    names = {wanted, known} - {""}
    record = next((one for one in read.records if names & {one.id, one.source, one.address.strip("/")}), None)
    if record is None and (known or _OF_A_STORY.fullmatch(wanted)):
        own = f"/{wanted}/"
        return Withdrawal(known, None, Trail(tuple(dict.fromkeys([own, *_addresses(known, lines, read.records)]))))
    if record is None:
        if wanted in read.unreadable:
            raise OperationError(
                f"the front matter of {wanted} cannot be read, now or in the last commit; name the story by its address"
            )
        near = did_you_mean(wanted, [one.id for one in read.records])
        how = near if near.endswith("?") else "write its id, its file or its address"
        raise OperationError(f'there is no story "{story}"; {how}')
    translations = [
        one.id for one in read.records if one.fields.translation_of == record.id and one.fields.status == "published"
    ]
    its = [record.address, *record.fields.aliases, *_addresses(record.id, lines, read.records)]
    trail = Trail(tuple(dict.fromkeys(its)))
    return Withdrawal(record.id, record, trail, tuple(translations))


def known_before(root: Path, removal: Withdrawal, commits: Iterable[str]) -> Withdrawal:
    """Return the same story, with the addresses too that its head gave it in some commits.

    Args:
        root: the project's folder.
        removal: the story.
        commits: commits that releases were made of; empty ones are passed over.
    """
    if removal.record is None:
        return removal
    addresses = list(removal.trail.addresses)
    for commit_id in dict.fromkeys(commits):
        before = (
            story_front_matter.record(root, removal.record.source, _at(root, commit_id, removal.record.source))
            if commit_id
            else None
        )
        if before:
            addresses += [before.address, *before.fields.aliases]
    return replace(removal, trail=Trail(tuple(dict.fromkeys(addresses))))


def _with_committed(root: Path, read: story_front_matter.StoryFrontMatter) -> story_front_matter.StoryFrontMatter:
    """Return the heads of all stories; of those that cannot be read, what the last commit says."""
    known = [story_front_matter.record(root, path, _at(root, "HEAD", path)) for path in read.unreadable]
    return story_front_matter.StoryFrontMatter((*read.records, *(one for one in known if one)), read.unreadable)


def _at(root: Path, commit: str, path: str) -> bytes:
    return git(root, "show", f"{commit}:./{path}", check=False).encode("utf-8", "surrogateescape")


def set_withdrawn(root: Path, removal: Withdrawal, *, vanish: bool) -> list[str]:
    """Let a story's head say that it is withdrawn.

    Args:
        root: the project's folder.
        removal: the story.
        vanish: whether nothing may say that it was ever there: then its lines leave the ledger, and its head names no
            other address.

    Returns:
        The files that were changed, relative to the project; none where all of it was done before.

    Raises:
        OperationError: a person has to write it.
    """
    content = story_front_matter.content_of(root)
    ledger = content / LEDGER
    written = []
    if removal.record is not None:
        path = content.parent / removal.record.source
        written += _write(path, path.read_bytes(), _changed(path, removal.record, vanish=vanish))
    if vanish and removal.id:
        recovery.forget(root, removal.id)
    if vanish and removal.id and ledger.is_file():
        raw = ledger.read_bytes()
        other_lines = [
            line for line in raw.splitlines(keepends=True) if not _is_of(line.decode("utf-8", "replace"), removal.id)
        ]
        written += _write(ledger, raw, b"".join(other_lines))
    return [path.relative_to(content.parent).as_posix() for path in written]


def mentions(root: Path, removal: Withdrawal) -> list[str]:
    """Return the lines of data files that name a story, as ``file:line``; nobody but a person can take them out."""
    content = story_front_matter.content_of(root)
    words = [word for word in (removal.id, *(address.rstrip("/") for address in removal.trail.addresses)) if word]
    named = re.compile("|".join(rf"(?<![\w/-]){re.escape(word)}(?![\w-])" for word in words))
    return [
        f"{path.relative_to(content.parent).as_posix()}:{number}"
        for path in sorted((content / "data").glob("*.toml"))
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if named.search(line) and not line.lstrip().startswith("#")
    ]


def _changed(path: Path, record: StoryRecord, *, vanish: bool) -> bytes:
    raw = path.read_bytes()
    try:
        raw = raw if record.fields.status == "withdrawn" else front_matter_edit.with_field(raw, "status", "withdrawn")
        return front_matter_edit.without_field(raw, "aliases") if vanish else raw
    except front_matter_edit.UnsupportedFrontMatter:
        also = " and take its aliases out" if vanish else ""
        how = f"write status: withdrawn there{also}, and run this again"
        raise OperationError(f"{record.source} has front matter that only a person can change: {how}") from None


def _ledger(content: Path) -> list[str]:
    ledger = content / LEDGER
    if not ledger.is_file():
        return []
    too_large = limits.ledger_problem(f"{content.name}/{LEDGER}", ledger.stat().st_size)
    if too_large:
        # A takedown does without it: the story's own head says where it is, now and in the commits of releases.
        say(problem_summary.line(too_large), error=True)
        return []
    return ledger.read_text("utf-8", "replace").splitlines()


def _addresses(id_: str, lines: Sequence[str], records: Sequence[StoryRecord]) -> list[str]:
    """Return the addresses that the ledger gives to a story, apart from those at which another one stands now."""
    taken = {record.address for record in records if record.id != id_}
    return [line.split()[0] for line in lines if id_ and _is_of(line, id_) and line.split()[0] not in taken]


def _is_of(line: str, id_: str = "") -> bool:
    """Return whether a line of the ledger (address, kind, id and more) gives an address to a story, or to any."""
    words = line.split()
    return len(words) > 2 and words[1] in ("story", "text") and id_ in ("", words[2])


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


def commit_withdrawal(root: Path, removal: Withdrawal, *, vanish: bool) -> None:
    """Commit the change of `set_withdrawn` alone, where there is a repository, and push it where others publish from.

    A takedown that was killed may have left it uncommitted, or not pushed.

    Raises:
        OperationError: git fails, or who publishes from another copy would not have it; the message says what to do.
    """
    if not commit(root):
        return
    content = story_front_matter.content_of(root)
    paths = [content.parent / removal.record.source] if removal.record else []
    paths += [content / LEDGER] if vanish and (content / LEDGER).is_file() else []
    names = [str(path) for path in paths if path.is_file()]
    if names and git(root, "status", "--porcelain", "--", *names):
        git(root, "add", "--", *names)
        git(root, "commit", "--quiet", "--only", "-m", _MESSAGE, "--", *names)
    branch = git(root, "symbolic-ref", "-q", "--short", "HEAD", check=False).strip()
    if not branch:
        raise OperationError(
            "the withdrawal is committed on no branch; bring it to main: git switch main, and run this again"
        )
    upstream = git(root, "rev-parse", "--abbrev-ref", "@{upstream}", check=False).strip()
    if not upstream and git(root, "remote", check=False).strip():
        raise OperationError(f"the withdrawal is pushed nowhere: git push -u origin {branch}")
    if upstream:
        git(root, "push", "--quiet")
    if upstream and (root / _WORKFLOW).is_file() and upstream.rpartition("/")[2] != "main":
        raise OperationError(
            f"the withdrawal is pushed to {upstream} and not to main, which the workflow publishes: merge it"
        )
