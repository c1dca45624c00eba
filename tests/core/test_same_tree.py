"""Trees that differ in digests alone are the same, and no others."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.same_tree import differences, normalised

PAGE = b'<img src="/images/march-97d9a61f71b4-800.jpg"> <p>March: the shelves</p>'


def _tree(folder: Path, digest: str, files: dict[str, bytes]) -> Path:
    for name, content in {**files, f"images/march-{digest}-800.jpg": b"JPEG", "pagefind/x": digest.encode()}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("page", "differ"),
    [
        (PAGE.replace(b"97d9a61f71b4", b"e8f2f5f4f94e"), []),
        (PAGE.replace(b"97d9a61f71b4-800", b"e8f2f5f4f94e-480"), ["index.html", "index.html.gz"]),
        (PAGE.replace(b"<p>March", b"<p>April"), ["index.html", "index.html.gz"]),
        (PAGE.replace(b"<img", b'<img class="picture menu-panel"'), ["index.html", "index.html.gz"]),
        (PAGE.replace(b"the shelves", b"the sublists"), ["index.html", "index.html.gz"]),
    ],
)
def test_digests_are_not_compared(tmp_path: Path, page: bytes, differ: list[str]) -> None:
    before = _tree(tmp_path / "before", "97d9a61f71b4", {"index.html": PAGE, "index.html.gz": gzip.compress(PAGE)})
    after = _tree(tmp_path / "after", "e8f2f5f4f94e", {"index.html": page, "index.html.gz": gzip.compress(page)})
    assert differences(before, after) == differ


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<nav class="menu-sheet">', b'<nav class="menu-panel">'),
        (b'<p class="wide house-line-more">', b'<p class="wide about-site-more">'),
        (b".shelves-list,.card-row:not(.card-bare){}", b".sublists-list,.card-row:not(.card-without-picture){}"),
        (b'<strong class=\\"house-line-name\\">', b'<strong class=\\"about-site-name\\">'),
    ],
)
def test_the_earlier_name_of_a_class_is_the_present_one(before: bytes, after: bytes) -> None:
    assert normalised("a.html", before) == normalised("a.html", after)
    assert normalised("a.html", before + b"shelves") != normalised("a.html", after + b"sublists")
