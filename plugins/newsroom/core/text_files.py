"""Decoding of text files in any usual encoding; a file that is not text becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from newsroom.core import text as words
from newsroom.core.problems import Problem
from newsroom.core.text import composed

_PLAIN = "save it as plain text (.txt or .md) with the encoding UTF-8"
#: How files begin that other programs save, whatever their names end in.
_OTHERS = (
    (b"{\\rtf", "a document in Rich Text (RTF)", "in TextEdit choose Format, Make Plain Text, and save it again"),
    (b"PK\x03\x04", "a document of Word, Pages or LibreOffice, or an archive", f"open it there, and {_PLAIN}"),
    (b"\xd0\xcf\x11\xe0", "a document of an older Word", f"open it there, and {_PLAIN}"),
    (b"%PDF-", "a PDF", "copy the words into a new file of plain text"),
    (b"\x89PNG", "a picture (PNG)", "pictures lie in content/images/"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "pictures lie in content/images/"),
    (b"GIF8", "a picture (GIF)", "pictures lie in content/images/"),
    (b"bplist", "a file of a Mac or an iPhone", "open it in the program that made it, and save it as plain text"),
    (b"\x1f\x8b", "a packed file", "unpack it first"),
)  # fmt: skip
_HTML = re.compile(rb"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_BOM = "\ufeff"


def decode(raw: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file; byte order marks, Windows line ends and unprintable signs are taken away.

    UTF-16 is read as it is meant. Bytes that are in no known encoding become a problem that names their line, and stand
    as U+FFFD in the text; a file that is no text at all is a problem, and empty.
    """
    other = _other(raw)
    if other is not None:
        return "", (Problem(path, 0, 0, "file-encoding", f"this is {other[0]}, and no plain text", other[1]),)
    text, problems = _read(raw, path)
    text = text.lstrip(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    return words.composed(words.printable(text)), problems


def is_no_text(problems: tuple[Problem, ...]) -> bool:
    """Return whether `decode` found no text at all, so that nothing else is to be said of the file."""
    return any(problem.rule == "file-encoding" and not problem.line for problem in problems)


def _other(raw: bytes) -> tuple[str, str] | None:
    begin = raw[:64].removeprefix(b"\xef\xbb\xbf")
    for sign, what, fix in _OTHERS:
        if begin.startswith(sign):
            return what, fix
    if _HTML.match(begin):
        return "a web page (HTML)", "copy the words into a new file of plain text"
    return None


def _read(raw: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "") or _guessed_utf16(raw)
    if encoding:
        try:
            return raw.decode(encoding), ()
        except UnicodeDecodeError:
            message, fix = "this is text in UTF-16 that breaks off", 'save the file again with the encoding "UTF-8"'
            return "", (Problem(path, 0, 0, "file-encoding", message, fix),)
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        return raw.decode("utf-8-sig", errors="replace"), (_misread(raw, error.start, path),)


def _guessed_utf16(raw: bytes) -> str:
    """Return which UTF-16 a file without a mark is in: every other byte of plain English is nothing."""
    begin = raw[:200]
    half = len(begin) // 2
    if half < 4:
        return ""
    if begin[1::2].count(0) > half * 0.7 and begin[::2].count(0) == 0:
        return "utf-16-le"
    return "utf-16-be" if begin[::2].count(0) > half * 0.7 and begin[1::2].count(0) == 0 else ""


def _misread(raw: bytes, place: int, path: str) -> Problem:
    """Return the problem of bytes that are not UTF-8, with the words around the first of them."""
    before = re.split(rb"[\r\n]", raw[max(0, place - 20) : place])[-1].decode("utf-8", "ignore")
    after = re.split(rb"[\r\n]", raw[place + 1 : place + 16])[0].decode("utf-8", "ignore")
    line = raw[:place].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    shown = words.printable(f"{before}?{after}").strip()
    message = f'this is not UTF-8 text: at "{shown}" a letter cannot be read'
    return Problem(path, line, 0, "file-encoding", message, 'save the file again with the encoding "UTF-8"')


# Names of files whose accents systems write in two ways: é as one character, or as e and an accent.
#
# Texts are composed when they are read (`newsroom.core.text.composed`), so that a name in a text is found whatever
# system
# wrote the name on the disk.


def located(folder: Path, path: str) -> Path:
    """Return the file that a path below a folder names; the path as it is where there is none.

    Args:
        folder: the folder.
        path: a path with slashes, its letters composed.
    """
    place = folder / path
    if path.isascii() or _exists(place):
        return place
    entry_path = folder
    for part in path.split("/"):
        entry_path = next((entry for entry in _entries(entry_path) if composed(entry.name) == part), entry_path / part)
    return entry_path


def lookalikes(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield the names that look the same and are written with different characters, those of each look together."""
    strange = sorted((name for name in names if not name.isascii()), key=lambda name: (composed(name), name))
    for _, same in groupby(strange, key=composed):
        together = tuple(same)
        if len(together) > 1:
            yield together


class Doubles:
    """Files with names that look the same; the names in each folder are read once, when the first file is asked for."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, frozenset[str]] = {}

    def has_double(self, path: Path) -> bool:
        """Return whether another file in the same folder has a name that looks the same."""
        if path.name.isascii():
            return False
        if path.parent not in self._by_folder:
            together = lookalikes(entry.name for entry in _entries(path.parent))
            self._by_folder[path.parent] = frozenset(name for names in together for name in names)
        return path.name in self._by_folder[path.parent]


def message(name: str) -> tuple[str, str]:
    """Return the message on a name that two files have, and the remedy."""
    text = f'two files here are called "{composed(name)}": their accents are written with different characters'
    return text, "keep one of the two, or give one another name, best without accents"


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name that is too long for the disk
        return False


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
