from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsroom.publishing.model import File, Receipt
from newsroom.publishing.story_traces import Trail, difference_without, holding, story_file_digests
from newsroom.publishing.takedown import copies_out_of_reach, from_target

STORY = "world/2026/05/a/index.html"
TRAIL = Trail(("/world/2026/05/a/", "/old/a.html"))


def receipt(number: int, *paths: str, **digests: str) -> Receipt:
    """Return the receipt of a release; a file's digest is its path, unless it is given by the path's first letters."""
    files = {path: File(digests.get(path.split("/")[0], path), 1) for path in ("index.html", *paths)}
    return Receipt(
        release=f"2026112{number}T000000Z-{number:012x}", number=number, target="public", site_url="https://qn.example",
        moment=datetime(2026, 11, 20 + number, tzinfo=UTC), commit="", by="", pages=1, added=0, changed=0, removed=0,
        seconds=0, before="", servers="", files=files,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        (STORY, True),
        ("world/2026/05/a/text/index.html", True),
        ("world/2026/05/a/index.html.br", True),
        ("old/a.html", True),
        ("world/2026/05/ab/index.html", False),
        ("world/2026/05/index.html", False),
    ],
)
def test_files_at_or_below_an_address_of_the_story_belong_to_it(path: str, leads: bool) -> None:
    assert TRAIL.leads_to(path) is leads


def test_a_release_holds_the_story_by_a_page_or_by_a_picture_that_is_its_alone() -> None:
    before, picture, page = (
        receipt(1),
        receipt(2, "images/own.webp"),
        receipt(3, STORY, "images/own.webp", "images/b.webp"),
    )
    moved, last = receipt(4, "old/a.html", "images/old.webp"), receipt(5, STORY, "images/own.webp", "images/b.webp")
    now = receipt(6, "images/b.webp")
    receipts = [before, picture, page, moved, last, now]
    # The last that has it is removed last: by that one it is known which picture was the story's alone.
    assert [held.number for held in holding(receipts, now, TRAIL)] == [2, 3, 4, 5]
    assert story_file_digests(receipts, now, TRAIL) == {"images/own.webp"}


def test_a_picture_that_another_story_showed_once_is_not_the_storys() -> None:
    older, page = receipt(1, "images/other.webp"), receipt(2, STORY, "images/other.webp")
    last, now = receipt(3, STORY), receipt(4)
    assert [held.number for held in holding([older, page, last, now], now, TRAIL)] == [2, 3]


def test_only_pages_pictures_and_documents_mark_a_release_as_the_storys() -> None:
    older, page, now = receipt(1, "theme/old.css"), receipt(2, STORY, "theme/old.css"), receipt(3)
    assert [held.number for held in holding([older, page, now], now, TRAIL)] == [2]


def test_a_page_that_says_that_it_is_gone_is_not_the_story() -> None:
    page, now, later = receipt(1, STORY), receipt(2, STORY, world="gone"), receipt(3, STORY, world="gone")
    assert [held.number for held in holding([page, now, later], later, TRAIL)] == [1]
    assert holding([now, later], later, TRAIL) == []


def test_the_current_release_is_never_among_them() -> None:
    now = receipt(1, STORY)
    assert holding([now], now, TRAIL) == []


def test_the_receipt_says_what_readers_no_longer_get() -> None:
    page = receipt(1, STORY, "images/own.webp", "world/feed.atom")
    now = receipt(2, STORY, "world/feed.atom", world="gone", index="new")
    said = [str(copy) for copy in from_target(difference_without([page, now], now, TRAIL), TRAIL, "there")]
    assert said == [
        "removed: /images/own.webp (pictures), there",
        "removed: the words at /world/2026/05/a/ (stories), there",
        "removed: what feeds said of it (1 file written anew), there",
    ]


def test_copies_out_of_reach_are_listed_with_a_remedy() -> None:
    url = "https://qn.example/world/2026/05/a/"
    copies = copies_out_of_reach(url, repository=True)
    assert not any(copy.removed for copy in copies)
    assert all(copy.how for copy in copies)
    said = "\n".join(map(str, copies))
    for name in ("history of the repository", "Google", "Bing", "Wayback Machine", "feed readers", "backups"):
        assert name in said
    assert f"https://web.archive.org/web/*/{url}" in said
    assert len(copies_out_of_reach(url, repository=False)) == len(copies) - 1
