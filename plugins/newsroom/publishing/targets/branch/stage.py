"""Files of a commit: those of a release, verified by its receipt, and those for static hosts."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from newsroom.core import atomic
from newsroom.core.operation_error import OperationError
from newsroom.publishing.model import File, Receipt, uncompressed
from newsroom.publishing.targets.branch.git import Git, blob

#: The form of git's ids.
_ID = re.compile(r"[0-9a-f]{40}")


def staged(
    site: Path, receipt: Receipt, beside: Mapping[str, str], known: Mapping[str, str]
) -> Iterator[tuple[str, str, bytes | None]]:
    """Yield the path and git's id of each file without precompressed ones, and its bytes where git lacks it.

    Args:
        site: the folder with its files.
        receipt: receipt of the release.
        beside: further files, by name.
        known: git's ids of files that git has, by their digests; these are not read.

    Raises:
        OperationError: a file is another than the receipt says, or cannot be read.
    """
    for path in uncompressed(receipt.files):
        file = receipt.files[path]
        if file.digest in known:
            yield path, known[file.digest], None
            continue
        try:
            raw = (site / path).read_bytes()
        except OSError as error:
            raise OperationError(
                f"{site / path}: it cannot be read ({error.strerror}); build and publish again."
            ) from None
        if File(hashlib.sha256(raw).hexdigest(), len(raw)) != file:
            raise OperationError(
                f"{site / path}: it changed while the site was published; leave it alone and publish again."
            )
        yield path, blob(raw), raw
    for name, text in beside.items():
        yield name, blob(text.encode()), text.encode()


class KnownBlobs:
    """Git's ids of the files of the last release, by their digests; what is lost or damaged is only read again.

    Args:
        git: the repository that holds them.
        file: the file that remembers them.
    """

    def __init__(self, git: Git, file: Path) -> None:
        self._git, self._file = git, file

    def of(self, receipt: Receipt) -> dict[str, str]:
        """Return those of a release that git has."""
        try:
            remembered = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        if not isinstance(remembered, dict):
            return {}
        digests = {file.digest for file in receipt.files.values()}
        known = {digest: str(name) for digest, name in remembered.items() if digest in digests}
        there = self._git.present([name for name in known.values() if _ID.fullmatch(name)])
        return {digest: name for digest, name in known.items() if name in there}

    def remember(self, receipt: Receipt, names: Mapping[str, str]) -> None:
        """Remember those of a release, by their paths."""
        known = {receipt.files[path].digest: name for path, name in names.items() if path in receipt.files}
        with contextlib.suppress(OSError):
            atomic.write(self._file, json.dumps(known).encode())


def unstaged(git: Git, commit: str, folder: Path, beside: Collection[str], read: Collection[str]) -> dict[str, str]:
    """Write the site of a commit into a folder, and return what hosts of pages read.

    Args:
        git: the repository.
        commit: the commit.
        folder: the folder.
        beside: paths of files there that belong to no site.
        read: those of it that are returned.
    """
    tree, message_of = git.tree(commit), {}
    for path, raw in zip(tree, git.contents(list(tree.values())), strict=True):
        if path in read:
            message_of[path] = bytes(raw or b"").decode()
        elif path not in beside:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(raw or b"")
    return message_of


def message(receipt: Receipt) -> str:
    """Return the commit message of a release."""
    return f"Publish {receipt.release}\n\n{receipt.pages:,} pages of {receipt.site_url}\n"
