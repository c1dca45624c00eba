"""Theme: the software's templates, styles, scripts and catalogues, each replaced by a magazine's file of that name."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

#: The theme that comes with the software.
SOFTWARE = Path(__file__).resolve().parents[1] / "theme"


class Theme(Struct, frozen=True):
    """Two folders that are read as one: a file of the magazine's own stands before the software's of the same name.

    Names of files are relative to the theme, with slashes: ``templates/story.html``.

    Args:
        own: the magazine's folder, which need not exist.
        software: the folder that comes with the software.
    """

    own: Path
    software: Path

    @property
    def folders(self) -> tuple[Path, Path]:
        """The magazine's folder and the software's, in the order in which files are looked for."""
        return self.own, self.software

    def file(self, name: str) -> Path:
        """Return the file of a name; the software's place of it where there is none."""
        own = self.own / name
        return own if own.is_file() else self.software / name

    def files(self, folder: str = "") -> dict[str, Path]:
        """Return all files below a folder of the theme by their names, in order; none that is hidden."""
        found: dict[str, Path] = {}
        for top in reversed(self.folders):
            for path in (top / folder).rglob("*"):
                if path.is_file() and not path.name.startswith("."):
                    found[path.relative_to(top).as_posix()] = path
        return dict(sorted(found.items()))

    def display_name(self, name: str) -> str:
        """Return how problems name a file: ``theme/templates/story.html``, or where it lies in the software."""
        own = (self.own / name).is_file() or not (self.software / name).is_file()
        return f"theme/{name}" if own else f"newsroom/theme/{name}"
