"""The contract of every target, as functions that are given a place: tests run all of them over each kind of target."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsroom.commands.all_releases import AllReleases
from newsroom.core.operation_error import OperationError
from newsroom.features.headers.model import headers, uses
from newsroom.publishing.model import Receipt, read_files, release_id, to_json
from newsroom.publishing.pause import Pause
from newsroom.publishing.target import Target

_STYLE = "theme/styles.0123456789.css"
_NEW_STYLE = "theme/styles.abcdef0123.css"


def page(style: str, *links: str, image: str = "") -> str:
    """Return a page that needs a style, and perhaps a picture."""
    picture = f'<img src="/{image}" srcset="/{image} 480w" alt="">' if image else ""
    anchors = "".join(f'<a href="/{link}">{link}</a>' for link in links)
    head = f'<meta charset="utf-8"><title>{style}</title><link rel="stylesheet" href="/{style}">'
    return f'<!doctype html><html lang="en"><head>{head}</head><body>{picture}{anchors} Привет</body></html>'


#: A site with a page, and another in which something of each kind is added, changed and removed.
FIRST: Mapping[str, str] = {
    "index.html": page(_STYLE, "news/"),
    "news/index.html": page(_STYLE, "news/2026/01/one/"),
    "news/2026/01/one/index.html": page(_STYLE, image="images/one.0123456789.webp"),
    "images/one.0123456789.webp": "the picture of one",
    _STYLE: "body { color: black }",
    "theme/plain.js": "export {}",
    "pagefind/fragment/en_1.pf_fragment": "part one",
    "pagefind/pagefind-entry.json": "{}",
    "feed.atom": "<feed/>",
    "sitemap.xml": "<urlset/>",
    "robots.txt": "User-agent: *\n",
    "images/odd name ü+%23.webp": "odd",
}
SECOND: Mapping[str, str] = {
    **{path: text for path, text in FIRST.items() if path not in {_STYLE, "pagefind/fragment/en_1.pf_fragment"}},
    "index.html": page(_NEW_STYLE, "news/", "news/2026/02/two/"),
    "news/index.html": page(_NEW_STYLE, "news/2026/02/two/", "news/2026/01/one/"),
    "news/2026/01/one/index.html": page(_NEW_STYLE, image="images/one.0123456789.webp"),
    "news/2026/02/two/index.html": page(_NEW_STYLE, image="images/two.0123456789.webp"),
    "images/two.0123456789.webp": "the picture of two",
    _NEW_STYLE: "body { color: white }",
    "pagefind/fragment/en_2.pf_fragment": "part two",
    "feed.atom": "<feed><entry/></feed>",
}
#: … and one more, in which a story is gone.
THIRD: Mapping[str, str] = {
    **{path: text for path, text in SECOND.items() if "2026/01/one" not in path and not path.startswith("images/one")},
    "index.html": page(_NEW_STYLE, "news/2026/02/two/"),
    "news/index.html": page(_NEW_STYLE, "news/2026/02/two/"),
}
HEADERS = headers(uses([f"/{path}" for path in FIRST], "", "https://qn.example")).table
SERVERS: Mapping[str, str] = {"_headers": "/*\n  X-Frame-Options: DENY\n", "_redirects": "/old/ /news/ 301\n"}


@dataclass(frozen=True)
class Place:
    """A place that is published to, for tests.

    Args:
        target: gives a target anew, as another process would have it, for whoever publishes.
        served: returns the files that readers get, by path, without those that a target itself adds.
        change: changes what readers get behind the target's back: a path and its bytes, or nothing to remove it.
        damage: puts other bytes in the place of a release's receipt, or nothing to remove it.
        folder: an empty folder for sites.
    """

    target: Callable[[str], Target]
    served: Callable[[], dict[str, bytes]]
    change: Callable[[str, bytes | None], None]
    damage: Callable[[str, bytes | None], None]
    folder: Path


def folder_place(own: Path, public: Path, target: Callable[[str], Target]) -> Place:
    """Return a place that is a folder, with releases in it and a link to the one that readers get.

    Args:
        own: an empty folder for sites.
        public: the folder that is published to.
        target: gives the target anew.
    """
    current = public / "current"

    def served() -> dict[str, bytes]:
        files = read_files(current) if current.is_dir() else {}
        return {path: (current / path).read_bytes() for path in files}

    def change(path: str, raw: bytes | None) -> None:
        (current / path).parent.mkdir(parents=True, exist_ok=True)
        # A file of its own: over ssh the same file may be in other releases as well.
        (current / path).unlink(missing_ok=True)
        if raw is not None:
            (current / path).write_bytes(raw)

    def damage(release: str, raw: bytes | None) -> None:
        receipt = public / "receipts" / f"{release}.json"
        receipt.unlink() if raw is None else receipt.write_bytes(raw)

    return Place(target, served, change, damage, own)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a site, and return its folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def receipt_of(site: Path, number: int, target: str = "test") -> Receipt:
    """Return the receipt of a site."""
    files = read_files(site)
    moment = datetime(2026, 3, 1, 10, tzinfo=UTC) + timedelta(hours=number)
    pages = sum(path.endswith(".html") for path in files)
    release = release_id(moment, files)
    return Receipt(
        release, number, target, "https://qn.example", moment, "c0ffee" * 6, "Alex", pages, 1, 2, 3, 4.5, "", "", files
    )


def published(place: Place, files: Mapping[str, str], number: int, by: str = "Alex") -> Receipt:
    """Publish a site the way that a publish goes, and return its receipt."""
    target = place.target(by)
    with target.lock():
        target.recover()
        site = write(place.folder / f"{number}", files)
        receipt = replace(receipt_of(site, number), by=by)
        target.upload(site, receipt, SERVERS, HEADERS)
        target.activate(receipt.release)
    return receipt


def as_bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    """Return what readers should get of a site."""
    return {path: text.encode() for path, text in files.items()}


def differences(place: Place, files: Mapping[str, str]) -> list[str]:
    """Return what readers get that is not what a site holds; files of earlier releases that no page names may stay."""
    served, wanted = place.served(), as_bytes(files)
    pages = {path for path in served if path.endswith(".html")}
    return sorted(
        {path for path in wanted if served.get(path) != wanted[path]} | {path for path in pages if path not in wanted}
    )


def test_nothing_is_there_before_the_first_publish(place: Place) -> None:
    target = place.target("Alex")
    with target.lock():
        assert target.recover() == []
    assert target.current() == ""
    assert list(target.receipts()) == []
    assert place.served() == {}
    (target.workplace() / "site").mkdir(parents=True)


def test_readers_see_nothing_of_what_was_put_and_all_of_what_was_switched_to(place: Place) -> None:
    target = place.target("Alex")
    site = write(place.folder / "1", FIRST)
    receipt = receipt_of(site, 1)
    with target.lock():
        target.upload(site, receipt, SERVERS, HEADERS)
        assert place.served() == {}
        assert target.current() == ""
        target.activate(receipt.release)
    assert place.served() == as_bytes(FIRST)
    anew = place.target("Blake")
    assert anew.current() == receipt.release
    assert anew.receipts() == [receipt]
    assert anew.drift(receipt) == []


def test_a_second_release_replaces_the_first_and_the_first_comes_back(place: Place) -> None:
    first, second = published(place, FIRST, 1), published(place, SECOND, 2)
    assert differences(place, SECOND) == []
    target = place.target("Alex")
    assert target.current() == second.release
    assert target.drift(second) == []
    with target.lock():
        target.recover()
        target.activate(first.release)
        assert target.current() == first.release
    assert differences(place, FIRST) == []
    assert place.target("Alex").drift(first) == []
    # … and forward again
    with target.lock():
        target.activate(second.release)
    assert differences(place, SECOND) == []


def test_receipts_come_in_the_order_of_their_numbers(place: Place) -> None:
    receipts = [published(place, files, number) for number, files in ((1, FIRST), (2, SECOND), (10, THIRD))]
    assert place.target("Alex").receipts() == receipts


def test_the_same_release_can_be_switched_to_twice(place: Place) -> None:
    receipt = published(place, FIRST, 1)
    target = place.target("Alex")
    with target.lock():
        target.activate(receipt.release)
    assert place.served() == as_bytes(FIRST)
    assert target.current() == receipt.release


def test_removed_releases_are_gone_and_the_current_one_stays(place: Place) -> None:
    first, second, third = (published(place, files, number) for number, files in enumerate((FIRST, SECOND, THIRD), 1))
    target = place.target("Alex")
    with target.lock():
        target.remove({first.release, third.release})
    assert [receipt.release for receipt in place.target("Alex").receipts()] == [second.release, third.release]
    assert differences(place, THIRD) == []
    assert target.current() == third.release
    with target.lock(), pytest.raises(OperationError, match=first.release):
        target.activate(first.release)
    with target.lock():
        target.activate(second.release)
    assert differences(place, SECOND) == []


def test_a_release_that_was_never_put_is_refused(place: Place) -> None:
    published(place, FIRST, 1)
    target = place.target("Alex")
    with target.lock(), pytest.raises(OperationError, match="20260101T000000Z-0123456789ab"):
        target.activate("20260101T000000Z-0123456789ab")
    assert place.served() == as_bytes(FIRST)


def test_a_file_that_is_another_than_the_receipt_says_is_refused(place: Place) -> None:
    published(place, FIRST, 1)
    site = write(place.folder / "2", SECOND)
    receipt = receipt_of(site, 2)
    (site / "news/2026/02/two/index.html").write_text("somebody else wrote this", encoding="utf-8")
    target = place.target("Alex")
    with target.lock(), pytest.raises(OperationError):
        target.upload(site, receipt, SERVERS, HEADERS)
    assert place.served() == as_bytes(FIRST)
    assert [receipt.number for receipt in place.target("Alex").receipts()] == [1]


def test_an_uploaded_release_that_is_not_active_changes_nothing(place: Place) -> None:
    published(place, FIRST, 1)
    target = place.target("Alex")
    site = write(place.folder / "2", SECOND)
    receipt = receipt_of(site, 2)
    with target.lock():
        target.upload(site, receipt, SERVERS, HEADERS)
    other = place.target("Blake")
    with other.lock():
        other.recover()
    assert place.served() == as_bytes(FIRST)
    published(place, THIRD, 3, "Blake")
    assert differences(place, THIRD) == []


def test_drift_is_reported_and_repaired(place: Place) -> None:
    _repaired_by(place, SECOND)


def test_drift_is_repaired_by_the_same_site_too(place: Place) -> None:
    _repaired_by(place, FIRST)


def _repaired_by(place: Place, new: Mapping[str, str]) -> None:
    receipt = published(place, FIRST, 1)
    place.change("index.html", b"<p>Defaced")
    place.change("robots.txt", None)
    place.change("extra/index.html", b"<p>Not ours")
    told = place.target("Alex").drift(receipt)
    assert told
    assert all(any(name in line for line in told) for name in ("index.html", "robots.txt", "extra/index.html"))
    published(place, new, 2)
    assert differences(place, new) == []


def test_a_second_publisher_is_told_who_publishes_and_the_first_goes_on(place: Place) -> None:
    first, second = place.target("Alex on desk"), place.target("Blake on laptop")
    with first.lock():
        with pytest.raises(OperationError, match="Alex on desk"), second.lock():
            pytest.fail("two publish at once")
        site = write(place.folder / "1", FIRST)
        receipt = receipt_of(site, 1)
        first.upload(site, receipt, SERVERS, HEADERS)
        first.activate(receipt.release)
    with second.lock():
        assert second.current() == receipt.release
    with first.lock():
        pass


def test_of_two_that_begin_at_the_same_moment_one_publishes(place: Place) -> None:
    held, refused, done = [], [], threading.Barrier(2)

    def publish(by: str) -> None:
        target = place.target(by)
        try:
            with target.lock():
                held.append(by)
                done.wait()
        except OperationError:
            refused.append(by)
            done.wait()
        except BaseException:
            done.abort()
            raise

    threads = [threading.Thread(target=publish, args=(by,)) for by in ("Alex", "Blake")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(held), len(refused)) == (1, 1)


def test_the_lock_ends_when_a_publish_fails(place: Place) -> None:
    with pytest.raises(ZeroDivisionError), place.target("Alex").lock():
        raise ZeroDivisionError
    with place.target("Blake").lock():
        pass


def test_receipts_keep_all_that_they_say(place: Place) -> None:
    site = write(place.folder / "1", FIRST)
    receipt = replace(receipt_of(site, 7), by="Zoë “Z” O’Neil <z@qn.example>", commit="", seconds=0.25)
    target = place.target("Alex")
    with target.lock():
        target.upload(site, receipt, {}, HEADERS)
        target.activate(receipt.release)
    assert place.target("Alex").receipts() == [receipt]


def test_a_pause_is_seen_by_everybody_until_it_is_taken_away(place: Place) -> None:
    receipt = published(place, FIRST, 1)
    assert place.target("Alex").paused() is None
    said = Pause("the front page is wrong: “it's” $(touch x) `y` 'z' \\n", "Zoë on desk", "2026-11-23 09:00 UTC")
    place.target("Alex").pause(said)
    assert place.target("Blake").paused() == said
    assert place.served() == as_bytes(FIRST), "no reader sees it"
    assert place.target("Blake").drift(receipt) == []
    # One takes the place of the other, and a publish leaves it alone.
    other = Pause("wait", "Alex", "2026-11-23 10:00 UTC")
    place.target("Blake").pause(other)
    published(place, SECOND, 2)
    target = place.target("Alex")
    with target.lock():
        target.recover()
        assert target.paused() == other
        target.remove({receipt.release})
    assert place.target("Blake").paused() == other
    place.target("Blake").resume()
    assert place.target("Alex").paused() is None
    place.target("Blake").resume()


def test_a_place_that_nothing_was_published_to_can_be_paused(place: Place) -> None:
    said = Pause("not before Monday", "Alex", "2026-11-23 09:00 UTC")
    place.target("Alex").pause(said)
    assert place.target("Blake").paused() == said
    assert place.target("Blake").current() == ""
    published(place, FIRST, 1)
    assert place.target("Blake").paused() == said


def test_somebody_who_publishes_can_be_paused_by_another(place: Place) -> None:
    first, said = place.target("Alex on desk"), Pause("stop", "Blake", "2026-11-23 09:00 UTC")
    with first.lock():
        place.target("Blake on laptop").pause(said)
        assert first.paused() == said


def test_a_release_can_be_brought_back_from_the_target(place: Place) -> None:
    first, second = published(place, FIRST, 1), published(place, SECOND, 2)
    for receipt, files in ((first, FIRST), (second, SECOND)):
        folder = place.folder / f"fetched-{receipt.number}"
        told = place.target("Blake").fetch(receipt.release, folder)
        assert {path: (folder / path).read_bytes() for path in read_files(folder)} == as_bytes(files)
        assert told == dict(SERVERS)
    with pytest.raises(OperationError):
        place.target("Blake").fetch("20260101T000000Z-0123456789ab", place.folder / "none")
    assert differences(place, SECOND) == []


def test_a_damaged_receipt_is_told_and_hides_no_release(place: Place) -> None:
    """Of an older release and of what readers have: what lies there is looked at, replaced and removed all the same."""
    first, second = published(place, FIRST, 1), published(place, SECOND, 2)
    for spoilt, whole, files, damage in (
        (first, second, FIRST, to_json(first)[:900]),
        (second, first, SECOND, to_json(first)),
    ):
        place.damage(spoilt.release, damage)
        target = place.target("Blake")
        known = target.known()
        assert known.receipts == [whole]
        assert [*known.damaged] == [spoilt.release]
        assert spoilt.release in known.damaged[spoilt.release]
        with pytest.raises(OperationError, match=spoilt.release):
            known.demanded()
        there = AllReleases(target)
        by_release = {receipt.release: receipt for receipt in there.receipts()}
        assert by_release.keys() == {first.release, second.release}
        assert {*by_release[spoilt.release].files} == {*files}
        assert (there.damaged, there.closed) == ({spoilt.release}, {})
        place.damage(spoilt.release, to_json(spoilt))
    assert place.target("Blake").receipts() == [first, second]
    place.damage(first.release, None)
    place.damage(second.release, b"{}")
    site = write(place.folder / "3", THIRD)
    third = receipt_of(site, 3)
    target = place.target("Blake")
    with target.lock():
        target.recover()
        target.upload(site, third, SERVERS, HEADERS)
        target.activate(third.release)
        target.remove({first.release, second.release})
    assert differences(place, THIRD) == []
    known = place.target("Alex").known()
    assert (known.receipts, dict(known.damaged)) == ([third], {})


#: Tests that every target has to pass.
CONTRACT: tuple[Callable[[Place], None], ...] = tuple(
    function for name, function in sorted(globals().items()) if name.startswith("test_")
)


def name_of(function: Callable[[Place], None]) -> str:
    """Return what a part of the contract says, as the name of a test."""
    return function.__name__.removeprefix("test_")
