"""The folder of the cache: its tag says whose it is, and tells programs that make backups to leave it out."""

from __future__ import annotations

from pathlib import Path

from newsroom.engine.cache import kept

#: https://bford.info/cachedir/
TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"
_WORDS = f"""\
{_SIGNATURE}
# What the newsroom keeps between builds. It may be deleted at any time.
# See https://bford.info/cachedir/
"""
#: Where it is by itself: a build of an earlier version left no tag there.
_USUAL = ".cache"
#: What every build leaves in it: a file for each output folder.
_LEFT = "outputs"


def is_anothers(folder: Path, root: Path) -> bool:
    """Return whether a folder holds files and is no cache of ours: one that is new, empty or tagged is none.

    Args:
        folder: a folder, which need not be there.
        root: the project.
    """
    if folder.resolve() == (root / _USUAL).resolve():
        return False
    try:
        own = _is_tagged(folder) or any(map(kept.is_kept, (folder / _LEFT).glob("*")))
        return not own and folder.is_dir() and any(folder.iterdir())
    except OSError:
        # Nothing can be kept there either, and the build says so when it tries.
        return False


def _is_tagged(folder: Path) -> bool:
    tag = folder / TAG
    if tag.is_symlink() or not tag.is_file():
        return False
    with tag.open("rb") as source:
        return source.read(len(_SIGNATURE)) == _SIGNATURE.encode()


def tag(folder: Path) -> None:
    """Make the folder, where there is none, and say in it whose it is."""
    if not _is_tagged(folder):
        kept.write(folder / TAG, _WORDS.encode())
