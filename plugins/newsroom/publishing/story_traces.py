"""Where a story still is: which releases of a target hold a page of it, or a picture that is its alone."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from newsroom.publishing.difference import Difference, between
from newsroom.publishing.model import Receipt

#: Where what a story brings with it besides its pages lies: documents and recordings, pictures, share pictures.
_CARRIED = ("files/", "images/")


class Trail(Struct, frozen=True):
    """Every address that a story was ever given; each begins with a slash."""

    addresses: tuple[str, ...]

    def leads_to(self, path: str) -> bool:
        """Return whether a file of a site is one of the story's pages, or lies below one."""
        return any(
            f"/{path}" == address or f"/{path}".startswith(f"{address.rstrip('/')}/") for address in self.addresses
        )


def holds_story(receipt: Receipt, without: Receipt, trail: Trail) -> bool:
    """Return whether a release holds a page of the story.

    What answers at its address once it is withdrawn is a page as well, which says that it is gone: what the release
    without the story has there, and nothing else, is none of it.

    Args:
        receipt: that of the release.
        without: that of the release that was published without the story.
        trail: the story's addresses.
    """
    return any(trail.leads_to(path) and without.files.get(path) != file for path, file in receipt.files.items())


def difference_without(receipts: Sequence[Receipt], without: Receipt, trail: Trail) -> Difference:
    """Return the difference between the last release with the story and the one without it."""
    last = [receipt for receipt in receipts if holds_story(receipt, without, trail)]
    return between(last[-1].files, without.files) if last else Difference((), (), ())


def story_file_digests(receipts: Sequence[Receipt], without: Receipt, trail: Trail) -> frozenset[str]:
    """Return the digests of pictures, documents and recordings that went with the story; see `holds_story`.

    That is: what the last release with the story holds and the one without it no longer does. A picture that another
    published story shows is in that one as well, and stays.
    """
    digests = {file.digest for file in without.files.values()}
    last = [receipt for receipt in receipts if holds_story(receipt, without, trail)]
    files = last[-1].files.items() if last else ()
    return frozenset(file.digest for path, file in files if path.startswith(_CARRIED) and file.digest not in digests)


def holding(receipts: Sequence[Receipt], without: Receipt, trail: Trail) -> list[Receipt]:
    """Return the receipts of the releases that hold anything of the story; see `holds_story`.

    The last that has it comes last: by that one it is known what it carried, should removing them be broken off.
    """
    digests = story_file_digests(receipts, without, trail)
    others = [receipt for receipt in receipts if receipt.release != without.release]
    pages = [receipt for receipt in others if holds_story(receipt, without, trail)]
    pictures = [
        receipt
        for receipt in others
        if receipt not in pages and any(file.digest in digests for file in receipt.files.values())
    ]
    return [*pictures, *pages]
