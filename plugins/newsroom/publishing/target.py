"""Protocol of every place that a site is published to.

A publish goes one way, whatever the target: `lock`, `recover`, build in `workplace`, `upload`, `activate`, `remove`. A
kill before `activate` leaves readers with what they had; the next `recover` finishes what was killed after it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from newsroom.core.header_table import HeaderTable
from newsroom.publishing.model import Receipt
from newsroom.publishing.pause import Pause
from newsroom.publishing.releases import Releases


def tell_nobody(done: int, total: int) -> None:
    """Tell nobody how far an upload is."""


class Target(Protocol):
    """A place that a site is published to. Every method raises `OperationError` in words for people.

    Args:
        name: its name in publish.toml.
        where: where it is, for people: a folder, a host and a folder, a bucket.
        on_progress: told during an upload how many files are done, and of how many; from any thread.
    """

    name: str
    where: str
    on_progress: Callable[[int, int], None]

    @property
    def local_folder(self) -> Path | None:
        """Folder of the target on this machine; None where it is elsewhere."""

    @property
    def server_folder(self) -> str:
        """Absolute folder that our own web server serves; empty where there is none, and nothing answers 410."""

    def workplace(self) -> Path:
        """Return a folder for a site that is made for one upload, on a suitable disk; it is deleted afterwards."""

    def lock(self) -> AbstractContextManager[None]:
        """Lock the target against other publishers; the lock ends with this process, even when it is killed.

        Raises:
            OperationError: somebody holds it; the message says who, and since when.
        """

    def recover(self) -> list[str]:
        """Finish or undo the remains of a killed publish; return a line on each thing done."""

    def half_activated(self) -> bool:
        """Return whether an activation was cut off, so that readers get files of two releases."""

    def current(self) -> str:
        """Return the id of the release that readers get; empty where there is none."""

    def receipts(self) -> list[Receipt]:
        """Return the receipts of all releases that can be activated, the latest number last.

        Raises:
            OperationError: one is damaged; the message says what to do.
        """

    def known(self) -> Releases:
        """Return all releases, with those whose receipt is damaged or missing."""

    def drift(self, receipt: Receipt) -> list[str]:
        """Return a sentence for each live file that differs from a receipt, since somebody changed it by hand."""

    def verify(self, receipt: Receipt) -> list[str]:
        """Return a sentence for each file of a kept release that differs from its receipt.

        Where `activate` itself refuses such a release there is nothing to say.
        """

    def upload(self, site: Path, receipt: Receipt, servers: Mapping[str, str], headers: HeaderTable) -> None:
        """Copy a release with its receipt to the target, and verify each byte; readers see none of it.

        Args:
            site: the folder with its files, which stay as they are.
            receipt: receipt of the release. A file that is another by now is refused.
            servers: configuration for web servers, by file name (nginx.conf, Caddyfile, _headers …), kept with it.
            headers: the headers of each address, for a target that sends them itself.
        """

    def activate(self, release: str) -> None:
        """Give readers a release that was uploaded."""

    def remove(self, releases: Collection[str], *, reuse: bool = False) -> None:
        """Remove releases with everything that only they hold; never the current one.

        Args:
            releases: their ids.
            reuse: whether the next release may be made out of one of them, which until then keeps what the current one
                has as well; otherwise nothing that was to be reused stays either.
        """

    def fetch(self, release: str, folder: Path) -> dict[str, str]:
        """Copy the files of a release here, and return its server configuration; change nothing on the target.

        A target that keeps no precompressed files, or of what servers are told only a part, brings what it has.

        Args:
            release: its id.
            folder: an empty folder, or one that is not there yet.
        """

    def paused(self) -> Pause | None:
        """Return the pause of this target; None where it is not paused."""

    def pause(self, paused: Pause) -> None:
        """Write a pause to the target in one step, in place of an older one; needs no lock."""

    def resume(self) -> None:
        """Remove the pause."""


def previous(receipts: Sequence[Receipt], current: str) -> Receipt | None:
    """Return the release that readers had before the current one; where it is gone, the last one published before.

    Args:
        receipts: those of all releases, the latest number last.
        current: the id of the current one.
    """
    by_id = {receipt.release: receipt for receipt in receipts}
    if current not in by_id:
        return receipts[-1] if receipts else None
    if by_id[current].before in by_id:
        return by_id[by_id[current].before]
    earlier = [receipt for receipt in receipts if receipt.number < by_id[current].number]
    return earlier[-1] if earlier else None


def outdated(receipts: Sequence[Receipt], current: str, keep: int) -> list[str]:
    """Return the releases that are not among the last ``keep``; the current one is always kept."""
    recent = {current, *(receipt.release for receipt in receipts[-keep:])}
    return [receipt.release for receipt in receipts if receipt.release not in recent]
