"""Compare two built trees, but for names that are made from the code: ``python -m tests.same_tree BEFORE AFTER``.

The names of pictures, fonts and bundles end with a digest of the code or content that they come of, so that renaming a
class in the code renames files. Digests are taken out of names and text before anything is compared, and classes that
have another name now are given it. The index of the search differs from build to build, and is passed over.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import sys
from collections import Counter
from pathlib import Path

import brotli

#: The digest in a file's name: display-latin.21fbec12d8.woff2, march-97d9a61f71b4-1200.jpg.
_DIGEST = re.compile(rb"(?<=[-.])[0-9a-f]{10,64}(?=[-.])")
#: Hashes of styles, scripts and loaded files in policies and pages.
_HASH = re.compile(rb"sha(?:256|384|512)-[A-Za-z0-9+/]+=*")
_TEXT = (".html", ".css", ".js", ".xml", ".atom", ".rss", ".json", ".txt", ".svg", ".conf", ".webmanifest", "_headers")
#: Classes of HTML and CSS that were renamed: the earlier name, and the present one.
_CLASSES = {
    b"shelves": b"sublists",
    b"house-line": b"about-site",
    b"card-bare": b"card-without-picture",
    b"menu-sheet": b"menu-panel",
}
#: A class as an attribute or a selector names it: with the parts of its component, and in no other word.
_CLASS = re.compile(rb"(?<=[ .;\"'])(?:" + b"|".join(_CLASSES) + rb")(?=[-a-z]*[\s\"'.:,{)>&\[\\\\])")
_PASSED_OVER = "pagefind/"


def normalised(path: str, content: bytes) -> tuple[str, str]:
    """Return a file's path without digests, and the digest of its content without those."""
    if path.endswith((".br", ".gz")):
        content = brotli.decompress(content) if path.endswith(".br") else gzip.decompress(content)
    if path.removesuffix(".br").removesuffix(".gz").endswith(_TEXT):
        content = _HASH.sub(b"hash", _DIGEST.sub(b"digest", content))
        content = _CLASS.sub(lambda match: _CLASSES[match[0]], content)
    return _DIGEST.sub(b"digest", path.encode()).decode(), hashlib.sha256(content).hexdigest()


def tree(folder: Path) -> Counter[tuple[str, str]]:
    """Return the files of a tree, normalised; how many there are of each counts as well."""
    files = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return Counter(normalised(name, path.read_bytes()) for name, path in files if not name.startswith(_PASSED_OVER))


def differences(before: Path, after: Path) -> list[str]:
    """Return the paths of files that only one tree has, or that differ."""
    old, new = tree(before), tree(after)
    return sorted({path for path, _ in (old - new) + (new - old)})


if __name__ == "__main__":
    found = differences(Path(sys.argv[1]), Path(sys.argv[2]))
    sys.stdout.write("\n".join(found) + "\n" if found else "the same\n")
    sys.exit(1 if found else 0)
