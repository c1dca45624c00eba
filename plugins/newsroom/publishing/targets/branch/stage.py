"""Stage of a commit: the files of a release, verified by its receipt, and the files for static hosts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from newsroom.core.operation_error import OperationError
from newsroom.publishing.model import File, Receipt, read_file, uncompressed
from newsroom.publishing.targets.branch.git import Git, blob


def staged(site: Path, stage: Path, receipt: Receipt, beside: Mapping[str, str]) -> dict[str, str]:
    """Copy a site without precompressed files, and return git's id of each file.

    Args:
        site: the folder with its files.
        stage: the folder that they are copied to.
        receipt: what they are.
        beside: further files, by name.

    Raises:
        OperationError: a file is another than the receipt says, or cannot be copied.
    """
    blobs = {}
    for path in uncompressed(receipt.files):
        try:
            raw = (site / path).read_bytes()
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            (stage / path).write_bytes(raw)
            copied = read_file(stage / path)
        except OSError as error:
            raise OperationError(
                f"{site / path}: it cannot be copied ({error.strerror}); build and publish again."
            ) from None
        if File(*copied) != receipt.files[path]:
            raise OperationError(
                f"{site / path}: it changed while the site was published; leave it alone and publish again."
            )
        blobs[path] = blob(raw)
    for name, text in beside.items():
        (stage / name).write_text(text, encoding="utf-8", newline="\n")
        blobs[name] = blob(text.encode())
    return blobs


def unstaged(git: Git, commit: str, folder: Path, beside: Collection[str], read: Collection[str]) -> dict[str, str]:
    """Write the site of a commit into a folder, and return what hosts of pages read.

    Args:
        git: the repository.
        commit: the commit.
        folder: the folder.
        beside: what lies there and belongs to no site.
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
