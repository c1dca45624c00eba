"""Receipts of all releases of a target; for a damaged one, a receipt made from the files of the release."""

from __future__ import annotations

import re
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from newsroom.core.operation_error import OperationError
from newsroom.publishing.model import Receipt, read_files, servers_digest
from newsroom.publishing.target import Target

#: Files of a site that name its whole address, and how.
_ADDRESS = (
    ("robots.txt", re.compile(r"(?im)^sitemap:\s*(https?://[^/\s]+)")),
    ("sitemap.xml", re.compile(r"<loc>\s*(https?://[^/<\s]+)")),
    ("index.html", re.compile(r"<link rel=\"?canonical\"? href=\"?(https?://[^/\"\s>]+)")),
)


class AllReleases:
    """The releases of a target, each looked into once where its receipt cannot tell what is in it.

    Args:
        target: the target.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._looked: dict[str, Receipt] = {}
        #: Releases whose receipt is damaged or gone, and that were looked into instead.
        self.damaged: set[str] = set()
        #: Those of which nobody can tell what is in them, with why.
        self.closed: dict[str, str] = {}

    def receipts(self) -> list[Receipt]:
        """Return a receipt of each release, the latest number last; of those that are `closed` there is none."""
        known = self._target.known()
        receipts_of_all = list(known.receipts)
        for release in known.damaged:
            if release not in self._looked and release not in self.closed:
                self._look(release, known.receipts)
            if release in self._looked:
                receipts_of_all.append(self._looked[release])
        return sorted(receipts_of_all, key=lambda receipt: (receipt.number, receipt.release))

    def _look(self, release: str, receipts: list[Receipt]) -> None:
        place = Path(tempfile.mkdtemp(prefix="release-"))
        try:
            servers = self._target.fetch(release, place)
            files = read_files(place)
        except (OperationError, OSError, ValueError) as error:
            self.closed[release] = str(error)
        else:
            if not files:
                self.closed[release] = "no file of it is there"
                return
            self.damaged.add(release)
            self._looked[release] = Receipt(
                release=release,
                # Names begin with a moment, so that what came before it is known.
                number=max((one.number for one in receipts if one.release < release), default=0),
                target=self._target.name,
                site_url=_site_url(place),
                moment=datetime.strptime(release[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
                commit="",
                by="",
                pages=sum(path.endswith(".html") for path in files),
                added=0,
                changed=0,
                removed=0,
                seconds=0.0,
                before="",
                servers=servers_digest(servers),
                files=files,
            )
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _site_url(site: Path) -> str:
    for name, pattern in _ADDRESS:
        path = site / name
        hit = pattern.search(path.read_text("utf-8", "replace")) if path.is_file() else None
        if hit:
            return hit[1]
    return ""
