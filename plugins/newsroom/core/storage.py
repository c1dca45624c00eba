"""Sentences for errors of disks, folders and limits, with the folder and the remedy."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_NO_RIGHT = frozenset({errno.EACCES, errno.EPERM})
_GONE = frozenset({errno.ENOENT, errno.ESTALE, errno.ENXIO, errno.ENODEV, errno.ENOTCONN})
_IN_THE_WAY = frozenset({errno.ENOTDIR})
_TOO_MANY = frozenset({errno.EMFILE, errno.ENFILE})
#: A disk with less room than this, in bytes, counts as full: the file that did not fit is not known.
_LITTLE = 4 << 20
_HARDLY = 64 << 10
#: How many files are written through at once.
_FLUSHES = 16
#: More files and folders than these are dearer one by one than all of their disk at once.
_MANY = 1000
#: Error numbers of a disk that cannot flush a single file or folder.
_CANNOT_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
#: By what the system says: what happened, and what to do.
_WORDS = (
    ({errno.ENOMEM}, "there is not enough memory", "close other programs, then do the same again"),
    (_TOO_MANY, "more files are open than the system allows", "close other programs, or raise it: ulimit -n 4096"),
    ({errno.EROFS}, "{what} is on a disk that is read-only", "mount it for writing, or choose another folder"),
    (
        _NO_RIGHT,
        "{what} may not be used by {user}",
        "give it to whoever runs this (chown -R {user} {file}), or choose another folder",
    ),
    (
        _IN_THE_WAY,
        "{what} cannot be used: on the way to it is a file where a folder should be",
        "move that file away, or choose another folder",
    ),
    (_GONE, "{what} is not there any more: something took it away meanwhile", "do the same again"),
    ({errno.EFBIG}, "{what} is larger than the system allows", "raise that limit: ulimit -f unlimited"),
    (
        {errno.EIO},
        "the disk of {what} does not answer as it should",
        "save what is on it, and look into its state; then do the same again",
    ),
)
_OF_THE_SYSTEM = _FULL | _TOO_MANY | {errno.EROFS, errno.EIO, errno.ENOMEM, errno.EFBIG}


@contextmanager
def name_in_errors(path: Path | str) -> Iterator[None]:
    """Name a file in an error that does not name it, as those of writing do not."""
    try:
        yield
    except OSError as error:
        if error.filename is None and error.errno is not None:
            error.filename = str(path)
        raise


def write_whole(path: Path, content: bytes, prefix: str) -> None:
    """Write a file in one step: a reader finds the old one or the new one, and when it fails no part is left.

    Args:
        path: the file; its folder is there.
        content: its bytes.
        prefix: beginning of the name of the part, which lies beside it meanwhile.
    """
    with name_in_errors(path):
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix)
        try:
            with os.fdopen(handle, "wb") as target:
                target.write(content)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def flush(paths: Iterable[Path]) -> None:
    """Have the system write files and folders through to the disk, these and no others.

    A sync of the whole machine would wait for what other programs write as well. Many are written at once, so that the
    disk can put them together; of very many, the disk as a whole, where the system can do that.

    Args:
        paths: files, and folders for the names that they hold; links are passed over, whose folder has them.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return  # a system on which folders cannot be opened
    paths = [*paths]
    if len(paths) > _MANY and all(map(_flush_disk, {path.lstat().st_dev: path for path in paths}.values())):
        return
    with ThreadPoolExecutor(max_workers=_FLUSHES) as pool:
        for _ in pool.map(_flush, (path for path in paths if not path.is_symlink())):
            pass


def _flush_disk(path: Path) -> bool:
    """Have the disk of a file or folder written through; return whether the system can do that."""
    import ctypes

    # Python has no name for it.
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "syncfs"):
        return False
    handle = os.open(path, os.O_RDONLY)
    try:
        if library.syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(path))
    finally:
        os.close(handle)
    return True


def _flush(path: Path) -> None:
    with name_in_errors(path):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _CANNOT_FLUSH:
                raise
            os.sync()
        finally:
            os.close(handle)


def is_full(error: BaseException) -> bool:
    """Return whether an error says that there is no room, or no more files may be open."""
    return isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM


def concerns(error: BaseException, places: Mapping[str, Path]) -> bool:
    """Return whether an error is the system's word on these folders, and no mistake of a program.

    Args:
        error: the exception.
        places: as for `sentence`.
    """
    if isinstance(error, MemoryError) or is_full(error):
        return True
    if not isinstance(error, OSError) or error.errno not in _NO_RIGHT | _GONE | _IN_THE_WAY:
        return False
    if error.filename is None:
        return "temporary directory" in str(error)
    return any(_contains(folder, str(error.filename)) for folder in places.values())


def temporary() -> Path:
    """Return the folder for temporary files, or where it would be."""
    try:
        return Path(tempfile.gettempdir())
    except OSError:
        return Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108  only named in a sentence


def reserve(folder: Path) -> None:
    """Refuse a disk on which a program of others' may just have run out of room without saying so.

    Raises:
        OSError: there is hardly any room.
    """
    if _free(folder) < _HARDLY:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def sentence(error: BaseException, places: Mapping[str, Path]) -> tuple[str, str]:
    """Return an error of the system as sentences for people, with the remedy.

    Args:
        error: the exception.
        places: the folders that are written to, by what people call them: output, cache …
    """
    number = error.errno if isinstance(error, OSError) else errno.ENOMEM
    file = str(getattr(error, "filename", None) or getattr(error, "filename2", None) or "")
    if number in _FULL:
        return _full_disk(number, file, places)
    what, user = _file_and_folder(file, places), _user()
    if number == errno.ENOENT and not file:
        # Python looks for a folder for temporary files that can be written to.
        return "no folder for temporary files can be written to", "make room in /tmp, or set TMPDIR to another folder"
    for numbers, message, fix in _WORDS:
        if number in numbers:
            return message.format(what=what, user=user), fix.format(user=user, file=file or "FOLDER")
    reason = os.strerror(number) if number else str(error)
    return f"{what} cannot be used ({reason})", "look at that folder, then do the same again"


def error_line(error: OSError, places: Mapping[str, Path] | None = None) -> str:
    """Return an error and its remedy on one line; an error without a number of the system keeps its own message."""
    if error.errno is None:
        return str(error)
    return "; ".join(sentence(error, {"folder for temporary files": temporary(), **(places or {})}))


def _full_disk(number: int, file: str, places: Mapping[str, Path]) -> tuple[str, str]:
    fix = "make room there, or choose a folder on another disk; then do the same again"
    named = {name: folder for name, folder in places.items() if file and _contains(folder, file)}
    if number == errno.EDQUOT:
        return f"the space that {_user()} may use is used up, at {_file_and_folder(file, places)}", fix
    if not named and not file:
        named = {name: folder for name, folder in places.items() if _free(folder) < _LITTLE}
    if not named:
        return f"the disk of {file} is full" if file else "a disk is full", fix
    # The innermost, where one lies in another.
    name, folder = max(named.items(), key=lambda item: len(item[1].parts))
    return f"the disk of the {name} is full ({folder}: {_free(folder) / 1e6:,.1f} MB are free)", fix


def _file_and_folder(file: str, places: Mapping[str, Path]) -> str:
    holding = [(len(folder.parts), name) for name, folder in places.items() if file and _contains(folder, file)]
    if holding:
        return f"{file} (in the {max(holding)[1]})"
    return file or "a folder among " + ", ".join(f"{folder} ({name})" for name, folder in places.items())


def _contains(folder: Path, file: str) -> bool:
    """Return whether a file is in a folder, or beside it in that folder's stage."""
    path = Path(os.path.realpath(file))
    real = Path(os.path.realpath(folder))
    return path.is_relative_to(real) or any(
        part.parent == real.parent and part.name.startswith(f".{real.name}.") for part in (path, *path.parents)
    )


def _free(folder: Path) -> int:
    """Return how many bytes are free on the disk of a folder that need not be there."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except OSError:
            continue
    return 0


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "this user"
