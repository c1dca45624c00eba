"""Small sites to publish, and publishing them without building anything."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from newsroom.core.header_table import HeaderTable
from newsroom.publishing import model
from newsroom.publishing.model import Receipt
from newsroom.publishing.target import Target
from newsroom.publishing.targets.folder.target import FolderTarget

MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SERVERS = {"nginx.conf": "# headers\n"}


def lay_out(folder: Path, words: str, pages: int = 3) -> Path:
    """Lay out a site whose every page and style says the same word, and return its folder."""
    for name in ["index.html", "robots.txt", f"theme/main.{words}.css", *(f"p{n}/index.html" for n in range(pages))]:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{name} {words} ".ljust(2_000, "."), "utf-8")
    return folder


def receipt(target: Target, site: Path, at: datetime = MOMENT) -> Receipt:
    """Return the receipt of a site that is about to be published."""
    files = model.read_files(site)
    number = 1 + max((known.number for known in target.receipts()), default=0)
    return Receipt(
        release=model.release_id(at, files),
        number=number,
        target=target.name,
        site_url="https://qn.example",
        moment=at,
        commit="",
        by="a test",
        pages=4,
        added=0,
        changed=0,
        removed=0,
        seconds=1.0,
        before=target.current(),
        servers="",
        files=files,
    )


def publish(target: Target, words: str, at: datetime = MOMENT) -> Receipt:
    """Publish a site that says a word, the way `invoke publish` goes, and return its receipt."""
    with target.lock():
        target.recover()
        place = target.workplace()
        try:
            site = lay_out(place / "site", words)
            new_receipt = receipt(target, site, at)
            target.upload(site, new_receipt, SERVERS, HeaderTable())
            target.activate(new_receipt.release)
        finally:
            shutil.rmtree(place, ignore_errors=True)
    return new_receipt


def current(public: Path) -> str:
    """Return the release that readers get of a folder."""
    return FolderTarget("public", public, "a test").current()
