"""A folder as target: releases side by side, a symbolic link that is switched in one step, receipts beside them.

Below it are ``releases/<id>``, whole sites; ``receipts/<id>.json``; ``headers/<id>/``, what web servers are told; and
the links ``current`` and ``headers/current``, so that a web server can point at both for good. ``previous`` is the
release before, of which only styles and scripts are asked for: by pages that a reader opened before a publish.

A file that is the same in two releases is one file on the disk, with a name in each. So nothing ever writes to a
released file. ``releases/.next`` is what an old release has in common with the live one: the next is made out of it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec.structs import replace

from newsroom.core import storage
from newsroom.core.header_table import HeaderTable
from newsroom.core.operation_error import OperationError
from newsroom.engine.cache.manifest import FileState, file_state
from newsroom.publishing import pause as pauses
from newsroom.publishing.file_digests import FileDigests
from newsroom.publishing.model import (
    File,
    Receipt,
    ReleaseFiles,
    UnreadableReceipt,
    from_json,
    is_release,
    read_files,
    to_json,
)
from newsroom.publishing.releases import Releases, raw_receipt, releases_of, remove_receipt
from newsroom.publishing.target import tell_nobody
from newsroom.publishing.targets.folder.reuse import Reused, reuse, strip

_PART, _GONE, _LINK, _NEXT = ".part-", ".gone-", ".current-", ".next"
#: Bytes of a file that are copied at a time.
_BLOCK = 1 << 20
#: After so many files an upload tells how far it is.
_TOLD = 100
_RELEASES, _RECEIPTS, _HEADERS, _CURRENT, _PREVIOUS = "releases", "receipts", "headers", "current", "previous"


class FolderTarget:
    """A folder; see `newsroom.publishing.target.Target`.

    Args:
        name: its name in publish.toml.
        folder: the folder, absolute.
        by: name of the user and of the machine that publish, for the lock.
        digests: the digests of released files that are known.
    """

    def __init__(self, name: str, folder: Path, by: str, digests: FileDigests | None = None) -> None:
        self.name, self.where = name, str(folder)
        self.folder = self.local_folder = folder
        self.server_folder = str(folder)
        self._by = by
        self.on_progress: Callable[[int, int], None] = tell_nobody
        self._digests = digests or FileDigests()
        #: Receipts that were read before, each with the state of its file then.
        self._read: dict[str, tuple[FileState, Receipt]] = {}

    def workplace(self) -> Path:
        """Return a folder beside the releases, so that a site need not be copied."""
        return self.folder / _RELEASES / f"{_PART}{uuid.uuid4().hex}"

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock on the folder; the system lets go of it even when we are killed."""
        holder = self.folder / ".publisher"
        try:
            for name in (_RELEASES, _RECEIPTS, _HEADERS):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / ".publish.lock", timeout=0)
            lock.acquire()
            holder.write_text(f"{self._by}, since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", "utf-8")
        except Timeout:
            who = holder.read_text("utf-8", "replace") if holder.is_file() else "somebody"
            message = f"another publish to {self.folder} is under way ({who}); wait until it has ended"
            raise OperationError(message) from None
        except OSError as error:
            message = storage.error_line(error, {"target": self.folder})
            raise OperationError(f"{self.folder} cannot be written to: {message}") from None
        try:
            yield
        finally:
            # A disk that is full or gone must not hide what went wrong.
            with contextlib.suppress(OSError):
                self._digests.save()
                holder.unlink(missing_ok=True)
            lock.release()

    def recover(self) -> list[str]:
        """Take away what a publish that was killed has left behind."""
        releases = self.folder / _RELEASES
        unfinished = [path for path in releases.glob(".*") if path.name.startswith((_PART, _GONE))]
        for path in unfinished:
            shutil.rmtree(path, ignore_errors=True)
        for path in (*self.folder.glob(f"{_LINK}*"), *(self.folder / _RECEIPTS).glob(f"{_PART}*")):
            path.unlink(missing_ok=True)
        known = {path.name for path in releases.iterdir()}
        for path in (self.folder / _RECEIPTS).glob("*.json"):
            if path.stem not in known:
                remove_receipt(path)
        for path in (self.folder / _HEADERS).iterdir():
            if path.name not in known and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
        current = self.current()
        if current and (self.folder / _HEADERS / current).is_dir() and self._headers() != current:
            # It was killed between the two links.
            _point(self.folder / _HEADERS, self.folder / _HEADERS / _CURRENT, Path(current))
        return recovery_messages(path.name for path in unfinished)

    def half_activated(self) -> bool:
        """Return False: a switch is one step."""
        return False

    def current(self) -> str:
        """Return the release that the link names."""
        link = self.folder / _CURRENT
        return link.readlink().name if link.is_symlink() else ""

    def _headers(self) -> str:
        link = self.folder / _HEADERS / _CURRENT
        return link.readlink().name if link.is_symlink() else ""

    def receipts(self) -> list[Receipt]:
        """Return the receipts of the releases that are there."""
        return self.known().demanded()

    def known(self) -> Releases:
        """Return the releases that are there, with those whose receipt is damaged."""
        folder = self.folder / _RECEIPTS
        there = [path.name for path in (self.folder / _RELEASES).glob("*") if is_release(path.name) and path.is_dir()]
        states = {name: _state(folder / f"{name}.json") for name in there}
        unread = [name for name in there if name not in self._read or self._read[name][0] != states[name]]
        found = releases_of(
            {name: raw_receipt(folder / f"{name}.json") for name in unread},
            lambda name, why: f"{folder / name}.json: {why}; move it and its release away",
        )
        known = [self._read[name][1] for name in there if name not in unread]
        for receipt in found.receipts:
            state = states[receipt.release]
            if state is not None:
                self._read[receipt.release] = state, receipt
        return Releases(sorted([*found.receipts, *known], key=lambda receipt: receipt.number), found.damaged)

    def drift(self, receipt: Receipt) -> list[str]:
        """Return where a release is not what its receipt says; files that nobody has touched are not read."""
        return self._differing(receipt, self._digests.files)

    def _differing(self, receipt: Receipt, files_of: Callable[[Path], ReleaseFiles]) -> list[str]:
        place = self.folder / _RELEASES / receipt.release
        try:
            files = files_of(place)
        except ValueError as error:
            return [str(error)]
        if files == receipt.files:
            return []
        differing = {path for path in files.keys() | receipt.files.keys() if files.get(path) != receipt.files.get(path)}
        return [f"{place / path} has been changed since it was published" for path in sorted(differing)]

    def verify(self, receipt: Receipt) -> list[str]:
        """Return the same as `drift`, once every file was read."""
        return self._differing(receipt, read_files)

    def upload(self, site: Path, receipt: Receipt, servers: Mapping[str, str], headers: HeaderTable) -> None:  # noqa: ARG002
        """Lay a site out among the releases; it gets its name after its receipt, so that none is without."""
        place = self.folder / _RELEASES / receipt.release
        known = self.folder / _RECEIPTS / f"{receipt.release}.json"
        if place.is_dir():
            receipt = self._republished(place, known, receipt)
        elif place.exists() or place.is_symlink():
            raise OperationError(f"{place} is in the way; move it away")
        part = self.folder / _RELEASES / f"{_PART}{uuid.uuid4().hex}"
        try:
            is_new = not place.is_dir()
            new = self._lay_out(site, part, receipt) if is_new else []
            _write(known, to_json(receipt))
            state = _state(known)
            if state is not None:
                self._read[receipt.release] = state, receipt
            beside = self.folder / _HEADERS / receipt.release
            beside.mkdir(exist_ok=True)
            for name, words in servers.items():
                _write(beside / name, words.encode())
            # Everything is on the disk before anything points at it.
            _sync([*new, *beside.iterdir(), beside, beside.parent, known, known.parent])
            if is_new:
                part.rename(place)
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def _lay_out(self, site: Path, part: Path, receipt: Receipt) -> list[Path]:
        """Lay out a release, with a further name for each file that readers have already, and a copy of every other.

        Returns:
            The folders, and the files that are new there, to be written through to the disk.

        Raises:
            OperationError: a file is another than the receipt says.
        """
        live = self.folder / _RELEASES / self.current() if self.current() else None
        new: list[Path] = []
        part.mkdir()
        # New folders and files get the same rights here, apart from the right to enter.
        rights = stat.S_IMODE(part.stat().st_mode) & 0o666
        old = self._reused(part, receipt, rights)
        folders = {part / folder for folder in old.changed}
        made = {"", *old.folders}
        if not old.files:
            folders.add(part)
        for number, (path, file) in enumerate(receipt.files.items()):
            if number % _TOLD == 0:
                self.on_progress(number, len(receipt.files))
            if path in old.files:
                continue
            folder = path.rpartition("/")[0]
            _make_folders(folder, part, made, folders)
            folders.add(part / folder)
            if live is None or not self._link(f"{live}/{path}", f"{part}/{path}", file, rights):
                target = part / path
                _copy(site / path, target, file, path)
                self._digests.note(target, file)
                new.append(target)
        return [*new, *sorted(folders)]

    def _reused(self, part: Path, receipt: Receipt, rights: int) -> Reused:
        """Begin a release with what an old one has of it; with nothing where there is none, or it cannot be read."""
        waiting = self.folder / _RELEASES / _NEXT
        if not waiting.is_dir() or waiting.is_symlink():
            return Reused()
        try:
            part.rmdir()
            waiting.rename(part)
            return reuse(part, receipt.files, self._digests, rights)
        except OSError:
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir()
            return Reused()

    def _link(self, known: str, target: str, file: File, rights: int) -> bool:
        """Give a released file a further name, if it is the one that is wanted; return whether it was.

        Args:
            known: the released file.
            target: the further name.
            file: the file that is wanted.
            rights: rights of a new file; a file that somebody took rights from is not the one.
        """
        try:
            status = os.lstat(known)
            state = file_state(status)
            if (
                stat.S_ISREG(status.st_mode)
                and stat.S_IMODE(status.st_mode) == rights
                and self._digests.file(known, state) == file
            ):
                self._digests.link(known, target, state)
                return True
        except OSError:
            # It is not there, has too many names, or lies on a disk that knows no second names.
            pass
        return False

    def _republished(self, place: Path, known: Path, receipt: Receipt) -> Receipt:
        """Return the receipt of a site that was published before at the same moment, and is as good as the new one."""
        try:
            old = from_json(known.read_bytes())
        except (OSError, UnreadableReceipt):
            raise OperationError(f"{place} has no receipt; move it away") from None
        if self.drift(old):
            raise OperationError(f"{place} has been changed since it was published; move it away")
        return replace(receipt, files=old.files)

    def activate(self, release: str) -> None:
        """Make a release the current one, in one step."""
        if not (self.folder / _RELEASES / release).is_dir():
            raise OperationError(
                f"{self.folder} has no release {release}; `invoke releases` lists those that there are"
            )
        activate(self.folder, release)

    def remove(self, releases: Collection[str], *, reuse: bool = False) -> None:
        """Remove releases: out of the way in one step each, and then for good."""
        current = self.current()
        going = [release for release in releases if release != current and (self.folder / _RELEASES / release).is_dir()]
        waiting = self.folder / _RELEASES / _NEXT
        if not reuse and waiting.is_dir():
            going.append(_NEXT)
        live, old = (self._receipt(current), self._receipt(going[-1])) if reuse and going else (None, None)
        if live is not None and old is not None:
            going.remove(old.release)
            gone = self._take_away(old.release)
            try:
                storage.flush(strip(gone, old.files, live.files))
                gone.rename(waiting)
            except OSError:
                shutil.rmtree(gone, ignore_errors=True)
        if not going:
            return
        # Files that the current release shares with them lose a name.
        with self._digests.relinked(self.folder / _RELEASES / current) if current else contextlib.nullcontext():
            for release in going:
                shutil.rmtree(self._take_away(release), ignore_errors=True)

    def _take_away(self, release: str) -> Path:
        """Remove the receipt of a release, and return the folder in which its files are yet to go."""
        place = self.folder / _RELEASES / release
        gone = place.with_name(f"{_GONE}{release}")
        place.rename(gone)
        remove_receipt(self.folder / _RECEIPTS / f"{release}.json")
        shutil.rmtree(self.folder / _HEADERS / release, ignore_errors=True)
        return gone

    def _receipt(self, release: str) -> Receipt | None:
        """Return the receipt of a release; None where none can be read."""
        return next((receipt for receipt in self.known().receipts if receipt.release == release), None)

    def fetch(self, release: str, folder: Path) -> dict[str, str]:
        """Copy a release."""
        try:
            shutil.copytree(self.folder / _RELEASES / release, folder, dirs_exist_ok=True)
        except OSError as error:
            why = storage.error_line(error) if error.errno else "not every file can be read"
            raise OperationError(f"{self.folder / _RELEASES / release} cannot be copied ({why})") from None
        return {
            path.name: path.read_text("utf-8")
            for path in (self.folder / _HEADERS / release).glob("*")
            if path.is_file()
        }

    def paused(self) -> pauses.Pause | None:
        """Return the pause that the folder holds."""
        try:
            return pauses.from_json((self.folder / pauses.NAME).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise OperationError(f"nobody knows whether publishing is paused: {self._damage_message(error)}") from None

    def pause(self, paused: pauses.Pause) -> None:
        """Write the pause into the folder."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write(self.folder / pauses.NAME, pauses.to_json(paused))
        except OSError as error:
            raise OperationError(f"nothing is paused: {self._damage_message(error)}") from None

    def resume(self) -> None:
        """Take the pause out of the folder."""
        try:
            (self.folder / pauses.NAME).unlink(missing_ok=True)
        except OSError as error:
            raise OperationError(f"publishing is paused still: {self._damage_message(error)}") from None

    def _damage_message(self, error: OSError) -> str:
        return storage.error_line(error, {"target": self.folder})


def activate(folder: Path, release: str) -> None:
    """Make a release the current one, in one step.

    Args:
        folder: the folder that is published to.
        release: the id of a release in it.

    Raises:
        OperationError: links cannot be made there, or something else is called ``current``.
    """
    current = folder / _CURRENT
    if current.exists() and not current.is_symlink():
        raise OperationError(
            f"{current} is no link that `invoke publish` has made; choose another --dir, or move it away"
        )
    # The files of the release: `upload` made sure of them.
    _sync([folder / _RELEASES])
    if current.is_symlink() and current.readlink().name != release:
        _point(folder, folder / _PREVIOUS, current.readlink())
    _point(folder, current, Path(_RELEASES, release))
    if (folder / _HEADERS / release).is_dir():
        # After the site: it is read only when somebody reloads the web server.
        _point(folder, folder / _HEADERS / _CURRENT, Path(release))


def _point(folder: Path, link: Path, there: Path) -> None:
    """Let a link lead elsewhere, in one step."""
    new = folder / f"{_LINK}{uuid.uuid4().hex}"
    try:
        new.symlink_to(there, target_is_directory=True)
    except OSError as error:
        if isinstance(error, PermissionError) or storage.is_full(error):
            raise
        raise OperationError(f"{folder} can hold no symbolic links; choose another --dir") from None
    new.replace(link)


def _make_folders(folder: str, part: Path, made: set[str], changed: set[Path]) -> None:
    """Make a folder of a release and those around it; they join ``made``, and folders with new names ``changed``."""
    if folder in made:
        return
    around = folder.rpartition("/")[0]
    _make_folders(around, part, made, changed)
    os.mkdir(f"{part}/{folder}")  # noqa: PTH102  thousands of paths, each once
    made.add(folder)
    changed.update((part / around, part / folder))


def _copy(source: Path, target: Path, file: File, path: str) -> None:
    """Copy a file, unless it is not what the receipt says: something changed it since it was looked at."""
    total, size = hashlib.sha256(), 0
    try:
        reading = source.open("rb")
    except FileNotFoundError:
        raise OperationError(f"{path} changed while it was published; publish again") from None
    with reading, storage.name_in_errors(target), target.open("xb") as writing:
        while block := reading.read(_BLOCK):
            total.update(block)
            size += len(block)
            writing.write(block)
    if File(total.hexdigest(), size) != file:
        raise OperationError(f"{path} changed while it was published; publish again")


def _state(path: Path) -> FileState | None:
    """Return the state of a file; None where there is none."""
    try:
        return file_state(path.stat())
    except OSError:
        return None


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f"{_PART}{uuid.uuid4().hex}")
    try:
        with storage.name_in_errors(path):
            part.write_bytes(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _sync(paths: Iterable[Path]) -> None:
    storage.flush(paths)


def recovery_messages(unfinished: Iterable[str]) -> list[str]:
    """Return the message on the remains of a killed publish: parts of a release, or releases that it was removing."""
    names = list(unfinished)
    messages = []
    if any(name.startswith(_PART) for name in names):
        messages.append("a publish was killed here before readers had it; what it had begun is cleared away")
    if any(name.startswith(_GONE) for name in names):
        messages.append("the removal of old releases was cut off; it is finished now")
    return messages
