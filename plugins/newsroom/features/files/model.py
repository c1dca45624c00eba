"""Files: the kinds that may be published, their addresses, and the text that links add."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct, field

from newsroom.core import text

_MB = 1_000_000
#: The folder below content/, and the beginning of the address.
FOLDER = "files"
#: Bytes. A document larger than this takes a minute on a slow telephone, and is nearly always a scan saved too finely.
MOST_OF_A_DOCUMENT = 20 * _MB
#: Bytes. What keeps the project's history takes no larger files, and few readers have the data for them.
MOST_OF_A_RECORDING = 100 * _MB


class FileKind(Struct, frozen=True):
    """A kind of file that may be published.

    Args:
        name: its name for people.
        ending: of the address, without the dot.
        most: bytes; a larger file is refused.
        shrink: advice on a file that is too large.
    """

    name: str
    ending: str
    most: int = MOST_OF_A_RECORDING
    shrink: str = "shorten it, or save it with a lower quality"


#: By the ending of the file's own name. A QuickTime recording is published as MP4, which more browsers play.
KINDS = {
    "pdf": FileKind("PDF", "pdf", MOST_OF_A_DOCUMENT, 'save it with the setting for the screen ("reduced size")'),
    "mp3": FileKind("MP3", "mp3"),
    "m4a": FileKind("M4A", "m4a"),
    "mp4": FileKind("MP4", "mp4"),
    "m4v": FileKind("MP4", "mp4"),
    "mov": FileKind("MP4", "mp4"),
    "webm": FileKind("WebM", "webm"),
    "vtt": FileKind("captions", "vtt", _MB, "take out all but the captions"),
}


class FileFault(Exception):
    """A file that cannot be published, with the reason and the remedy."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message, self.fix = message, fix


class CleanFile(Struct, frozen=True):
    """Facts about a file without metadata.

    Args:
        digest: the first 12 hexadecimal digits of its SHA-256.
        size: in bytes.
        seconds: how long it is; 0 for what has no length.
    """

    digest: str
    size: int
    seconds: float = 0


class LinkedFile(Struct, frozen=True):
    """A file that somebody published links to.

    Args:
        path: relative to content/.
        address: where it answers.
        note: words that a link adds: its kind, its length where it has one, and its size.
    """

    path: str
    address: str
    note: str


class Files(Struct, frozen=True):
    """Published files of content/files/, by path relative to content/; refused ones; and all that lie there."""

    by_path: Mapping[str, LinkedFile] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()


def kind_of(path: str) -> FileKind | None:
    """Return the kind that a file says by its name that it is; None when that is none of ours."""
    return KINDS.get(ending(path))


def ending(path: str) -> str:
    """Return the ending of a file's name, in small letters and without the dot."""
    return PurePosixPath(path).suffix.lower().removeprefix(".")


def published(path: str, kind: FileKind, cleaned: CleanFile) -> LinkedFile:
    """Return where a file is published: under its hash, so that a change of it changes whatever links to it."""
    name = PurePosixPath(path)
    folder = "".join(f"{text.slugify(part) or 'folder'}/" for part in name.parent.parts)
    address = f"/{folder}{stem(path)}-{cleaned.digest}.{kind.ending}"
    facts = (kind.name, length(cleaned.seconds) if cleaned.seconds else "", size(cleaned.size))
    return LinkedFile(path, address, ", ".join(filter(None, facts)))


def stem(path: str) -> str:
    """Return the name that a file has in its address."""
    return text.slugify(PurePosixPath(path).stem) or "file"


def title(path: str) -> str:
    """Return a file's name as words: ``report-on-housing.pdf`` is "Report on housing"."""
    words = stem(path).replace("-", " ")
    return words[:1].upper() + words[1:]


def length(seconds: float) -> str:
    """Return how long a recording is, as players show it; a second at least."""
    whole = max(1, round(seconds))
    hours, minutes = divmod(whole // 60, 60)
    clock = f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
    return f"{clock}\N{NO-BREAK SPACE}{'h' if hours else 'min'}"


def size(count: int) -> str:
    """Return a number of bytes as people say it; the number and its unit stay on one line."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))}\N{NO-BREAK SPACE}kB"
    return f"{count / 1_000_000:.1f}".removesuffix(".0") + "\N{NO-BREAK SPACE}MB"
