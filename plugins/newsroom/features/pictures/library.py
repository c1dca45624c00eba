"""Picture library: content/images/, with each picture measured once in a build."""

from __future__ import annotations

from pathlib import Path

from newsroom.core.boxes import Box
from newsroom.core.markdown_document import PictureFault, PictureUse
from newsroom.core.name_index import NameIndex
from newsroom.core.parts import Picture
from newsroom.core.text import composed
from newsroom.core.text_files import Doubles, located, message
from newsroom.engine.cache.manifest import FileState, file_state
from newsroom.engine.cache.store import Cache, Records
from newsroom.features.pictures.decoding import MOST_BYTES, measured
from newsroom.features.pictures.model import PictureInfo, Subject, view

#: The measurements of pictures in the cache.
NAMESPACE = "measured"


class PictureLibrary:
    """Looks pictures up under one folder and remembers what it measured.

    Args:
        folder: content/images/, absolute.
        cache: where what was measured is found again.
        avif: whether pictures are made as AVIF too.
    """

    def __init__(self, folder: Path, cache: Cache | None = None, *, avif: bool = False) -> None:
        self.folder, self.avif = folder, avif
        self.measured: dict[str, PictureInfo] = {}
        self._doubles = Doubles()
        self._names: dict[Path, NameIndex] = {}
        #: Measurements of pictures, each with the state of the file then.
        self._cached = Records(cache or Cache.none(), NAMESPACE, tuple[FileState, PictureInfo])

    def picture(self, use: PictureUse) -> Picture:
        """Return a picture as a page shows it.

        Raises:
            PictureFault: there is no such picture, it cannot be opened, or no part of it can be hidden.
        """
        if self.measure(use.src).format == "SVG" and use.boxes:
            # Its shapes and words are in the file whatever lies over them.
            message = f'no part of the drawing "content/images/{use.src}" can be hidden'
            raise PictureFault("picture-box", message, "save it as PNG first")
        return view(self.subject(use.src, use.boxes), use)

    def subject(self, src: str, boxes: tuple[Box, ...] = ()) -> Subject:
        """Return a picture that was measured as it is published, with these parts hidden."""
        return Subject(self.measured[src], boxes, self.avif)

    def measure(self, src: str) -> PictureInfo:
        """Return the measurements of the picture ``src``, a path relative to the folder.

        Raises:
            PictureFault: there is no such picture, or it cannot be opened.
        """
        if src not in self.measured:
            path = self._find(src)
            now = file_state(path.stat())
            known = self._cached.get(src)
            if known is None or known[0] != now:
                known = (now, measured(src, self._bytes(path)))
                self._cached.put(src, known)
            self.measured[src] = known[1]
        return self.measured[src]

    def digest(self, src: str) -> str:
        """Return the digest of a picture's content; empty where there is no picture that can be used."""
        try:
            return self.measure(src).digest
        except PictureFault:
            return ""

    def _names_in(self, folder: Path) -> NameIndex:
        """Return the names of the files in a folder, read once in a build."""
        if folder not in self._names:
            beside = folder.iterdir() if folder.is_dir() else ()
            self._names[folder] = NameIndex(sorted(composed(item.name) for item in beside if item.is_file()))
        return self._names[folder]

    def _bytes(self, path: Path) -> bytes:
        """Return what a file holds, or as much of it as shows that it is too large."""
        with path.open("rb") as source:
            return source.read(MOST_BYTES + 1)

    def _find(self, src: str) -> Path:
        path = located(self.folder, src)
        if not _is_file(path):
            near = self._names_in(path.parent).nearest(path.name)
            fix = f'did you mean "{near}"?' if near else "add the file there, or mend its name"
            raise PictureFault("picture-missing", f'no picture "content/images/{src}"', fix)
        if self._doubles.has_double(path):
            raise PictureFault("file-name", *message(path.name))
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise PictureFault(
                "file-link", f'"content/images/{src}" leads outside the folder', "put the file itself there"
            )
        return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for the disk
        return False
