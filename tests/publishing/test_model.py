from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from newsroom.core.operation_error import OperationError
from newsroom.publishing import model
from newsroom.publishing.model import File, Receipt, UnreadableReceipt
from newsroom.publishing.releases import Releases, releases_of

MOMENT = datetime(2026, 11, 23, 9, tzinfo=timezone(timedelta(hours=10)))
FILES = {"index.html": File("a" * 64, 10), "pagefind/x": File("b" * 64, 20)}
RECEIPT = Receipt(
    release=model.release_id(MOMENT, FILES),
    number=3,
    target="public",
    site_url="https://qn.example",
    moment=MOMENT,
    commit="0123456789abcdef",
    by="robin on desk",
    pages=1,
    added=1,
    changed=2,
    removed=3,
    seconds=1.25,
    before="",
    servers="",
    files=FILES,
)
_files = st.dictionaries(
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
    st.builds(File, st.text("0123456789abcdef"), st.integers(0)),
)


@given(_files, st.text())
def test_a_receipt_comes_back_as_it_was(files: dict[str, File], by: str) -> None:
    receipt = replace(RECEIPT, files=files, by=by)
    assert model.from_json(model.to_json(receipt)) == receipt


def test_a_receipt_with_each_value_on_a_line_of_its_own_can_be_read() -> None:
    """Receipts of releases that are still there were written so."""
    plain = json.loads(model.to_json(RECEIPT))
    assert model.from_json(json.dumps(plain, indent=1, ensure_ascii=True).encode()) == RECEIPT


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[]", b"null", b'{"line": 1, "files": {"a": 1}}', b"\xff", b"[" * 10_000,
     model.to_json(RECEIPT)[:-40], model.to_json(replace(RECEIPT, release="../elsewhere"))],
)  # fmt: skip
def test_an_invalid_receipt_is_unreadable(raw: bytes) -> None:
    with pytest.raises(UnreadableReceipt, match="this is no receipt"):
        model.from_json(raw)


def test_a_release_whose_receipt_is_damaged_another_s_or_gone_is_known_as_that() -> None:
    other = replace(RECEIPT, release=f"{RECEIPT.release[:-1]}{'0' if RECEIPT.release[-1] != '0' else '1'}", number=9)
    raw = model.to_json(RECEIPT)
    found = {other.release: model.to_json(other), RECEIPT.release: raw}
    assert releases_of(found, "{}: {}".format) == Releases([RECEIPT, other], {})
    for damage, why in (
        (b"", "this is no receipt, or not a whole one"),
        (raw[:-40], "this is no receipt, or not a whole one"),
        (model.to_json(other), "this is the receipt of another release"),
    ):
        known = releases_of(found | {RECEIPT.release: damage}, "{}: {}".format)
        assert known == Releases([other], {RECEIPT.release: f"{RECEIPT.release}: {why}"})
        with pytest.raises(OperationError, match=RECEIPT.release):
            known.demanded()
    gone = releases_of(found | {RECEIPT.release: None}, "{}: {}".format)
    assert gone == Releases([other], {RECEIPT.release: ""})
    assert gone.demanded() == [other]


def test_a_line_for_people() -> None:
    assert RECEIPT.line() == (
        f"{RECEIPT.release} of 0123456789: 1 pages, 2 files (1 added, 2 changed, 3 removed), 0.0 MB, "
        "to public by robin on desk, built and checked in 1.2 s"
    )


def test_a_release_is_named_for_its_moment_and_all_but_the_search_index() -> None:
    name = model.release_id(MOMENT, FILES)
    assert name.startswith("20261122T230000Z-")
    assert model.is_release(name)
    assert model.release_id(MOMENT, FILES | {"pagefind/x": File("c" * 64, 1)}) == name
    assert model.release_id(MOMENT, FILES | {"index.html": File("c" * 64, 1)}) != name
    later = model.release_id(MOMENT + timedelta(hours=1), FILES)
    assert later != name
    assert later.rpartition("-")[2] == name.rpartition("-")[2]


@pytest.mark.parametrize("name", ["", "..", "current", "20261122T230000Z-0123456789ab/..", "20261122T230000Z-x\n"])
def test_other_names_are_none(name: str) -> None:
    assert not model.is_release(name)


def test_a_site_has_plain_files_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"words")
    assert {path: file.size for path, file in model.read_files(tmp_path).items()} == {"a/b": 5}
    (tmp_path / "link").symlink_to("/etc/hostname")
    with pytest.raises(ValueError, match="is no plain file"):
        model.read_files(tmp_path)


def test_moments_keep_their_zone() -> None:
    assert model.from_json(model.to_json(RECEIPT)).moment.utcoffset() == timedelta(hours=10)
    assert MOMENT.astimezone(UTC) == MOMENT
