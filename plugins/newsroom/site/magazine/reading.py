"""Reading of magazine.toml in a build, with the problems of it."""

from __future__ import annotations

from msgspec import Struct, field

from newsroom.core.front_matter import SplitFile
from newsroom.core.problems import Problem
from newsroom.engine.edition import Edition
from newsroom.engine.read import data
from newsroom.site.magazine.schema import MagazineFile
from newsroom.site.magazine.settings import FILE


class Magazine(Struct, frozen=True):
    """The magazine's own data, and where each value stands.

    Args:
        file: the data; that of an empty file where it cannot be read.
        source: path of the file that problems name.
        located: says on which line a value stands.
    """

    file: MagazineFile = field(default_factory=MagazineFile)
    source: str = f"content/data/{FILE}"
    located: SplitFile = field(default_factory=lambda: SplitFile({}, {}, "", 1))


def read(edition: Edition) -> Magazine:
    """Read magazine.toml, and put it into the edition."""
    known = len(edition.problems)
    file, located = data.load(edition, FILE, MagazineFile)
    magazine = Magazine(file or MagazineFile(), f"{edition.settings.content.name}/data/{FILE}", located)
    edition.put(magazine)
    # Where the file is at fault, the name is in it perhaps, and nobody knows until it is mended.
    if not edition.settings.site and (file or len(edition.problems) == known):
        fix = f'write a line such as name = "My Magazine" into {magazine.source}; see docs/how-to/make-it-your-own.md'
        edition.problems.append(Problem(magazine.source, 0, 0, "value-missing", "the magazine has no name", fix))
    return magazine
