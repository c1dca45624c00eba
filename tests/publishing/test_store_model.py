"""Data that a store is told of each file, and its order: pure parts of the store target and of the branch target."""

from __future__ import annotations

from pathlib import Path

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError

from newsroom.core.operation_error import OperationError
from newsroom.publishing.local_folders import writable_folder
from newsroom.publishing.model import uncompressed
from newsroom.publishing.targets.branch.git import in_words
from newsroom.publishing.targets.bucket.bucket import ListedObject, translated_errors
from newsroom.publishing.targets.bucket.headers import served, type_of
from newsroom.publishing.targets.bucket.live import ActivationRecord, addresses, differences, planned
from newsroom.publishing.targets.bucket.target import BucketTarget
from tests.publishing.contract import FIRST, HEADERS, SECOND, THIRD, receipt_of, write


def _live(folder: Path, files: dict[str, str]) -> tuple[ActivationRecord, dict[str, ListedObject]]:
    """Return what a switch to a site leaves, and what the bucket lists then."""
    receipt = receipt_of(write(folder, files), 1)
    objects = served(receipt, "gzip", HEADERS)
    live = ActivationRecord(receipt.release, {path: (f"etag of {one.blob}", one) for path, one in objects.items()})
    return live, {path: ListedObject(etag, 1, 0.0) for path, (etag, _) in live.files.items()}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("news/feed.atom", "application/xml; charset=utf-8"),
        ("feed.rss", "application/xml; charset=utf-8"),
        ("news/feed.json", "application/feed+json; charset=utf-8"),
        ("breaking.json", "application/json; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json; charset=utf-8"),
        ("theme/a.js", "text/javascript; charset=utf-8"),
        ("images/a.AVIF", "image/avif"),
        ("theme/a.woff2", "font/woff2"),
        ("pagefind/a.pf_meta", "application/octet-stream"),
        ("LICENSE", "application/octet-stream"),
    ],
)
def test_a_file_has_the_type_of_its_ending(path: str, kind: str) -> None:
    assert type_of(path) == kind


def test_precompressed_files_are_left_out_and_other_packed_files_are_not() -> None:
    assert uncompressed(["a.html", "a.html.br", "a.html.gz", "notes.gz"]) == ["a.html", "notes.gz"]


def test_text_is_packed_only_when_asked(tmp_path: Path) -> None:
    receipt = receipt_of(write(tmp_path, FIRST), 1)
    packed, bare = served(receipt, "gzip", HEADERS), served(receipt, "", HEADERS)
    assert {path for path, one in packed.items() if one.encoding} == {
        path for path in FIRST if path.endswith((".html", ".css", ".js", ".json", ".atom", ".xml", ".txt"))
    }
    assert all(one.blob == one.digest and not one.encoding for one in bare.values())


def test_files_go_live_before_the_pages_that_refer_to_them(tmp_path: Path) -> None:
    live, listed = _live(tmp_path / "1", dict(FIRST))
    receipt = receipt_of(write(tmp_path / "2", SECOND), 2)
    switch = planned(receipt.release, served(receipt, "gzip", HEADERS), live, listed)
    assert switch.copies == (
        ("images/two.0123456789.webp", "pagefind/fragment/en_2.pf_fragment", "theme/styles.abcdef0123.css"),
        ("news/2026/02/two/index.html",),
        ("news/2026/01/one/index.html", "news/index.html"),
        ("index.html",),
        ("feed.atom",),
    )
    assert switch.lingering == {"theme/styles.0123456789.css", "pagefind/fragment/en_1.pf_fragment"}
    assert switch.gone == ()


def test_objects_that_somebody_else_changed_are_replaced_or_removed(tmp_path: Path) -> None:
    live, listed = _live(tmp_path / "1", dict(FIRST))
    listed |= {"robots.txt": ListedObject("theirs", 9, 0.0), "extra.html": ListedObject("theirs", 9, 0.0)}
    listed["images/one.0123456789.webp"] = ListedObject("theirs", 9, 0.0)
    receipt = receipt_of(write(tmp_path / "3", THIRD), 3)
    switch = planned(receipt.release, served(receipt, "gzip", HEADERS), live, listed)
    assert "robots.txt" in switch.copies[-1]
    assert set(switch.gone) == {"extra.html", "images/one.0123456789.webp", "news/2026/01/one/index.html"}
    told = dict(differences(receipt_of(tmp_path / "1", 1), live, listed))
    assert told == {
        "extra.html": "is none of ours",
        "images/one.0123456789.webp": "is another",
        "robots.txt": "is another",
    }


def test_the_activation_record_is_read_back(tmp_path: Path) -> None:
    live, _ = _live(tmp_path, dict(FIRST))
    assert ActivationRecord.from_plain(live.to_plain()) == live
    assert ActivationRecord.from_plain(None) == ActivationRecord()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ClientError({"Error": {"Code": "AccessDenied", "Message": "AKIASECRET"}}, "PutObject"), "access was denied"),
        (ClientError({"Error": {"Code": "RequestTimeTooSkewed"}}, "PutObject"), "clock is wrong"),
        (ClientError({"Error": {"Code": "Odd", "Message": "AKIASECRET"}}, "PutObject"), "it answered Odd"),
        (NoCredentialsError(), "AWS_ACCESS_KEY_ID"),
        (EndpointConnectionError(endpoint_url="https://AKIASECRET@x"), "cannot be reached"),
        (ValueError("Invalid endpoint: AKIASECRET"), "see `bucket`"),
    ],
)
def test_errors_of_a_store_are_one_sentence_without_a_secret(error: Exception, words: str) -> None:
    with pytest.raises(OperationError, match=words) as refusal, translated_errors("s3://bucket/site/"):
        raise error
    assert "AKIASECRET" not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("fatal: unable to access 'https://me:hunter2@x/': Could not resolve host: x", "cannot be reached"),
        ("remote: Permission denied\nfatal: Authentication failed for 'https://me:hunter2@x/'", "right to write"),
        ("Host key verification failed.\nfatal: Could not read from remote repository.", "host key"),
        ("error: failed to push some refs to 'https://me:hunter2@x/a.git'", "failed to push"),
        ("", "without saying why"),
    ],
)
def test_errors_of_git_are_reported_without_a_secret(said: str, words: str) -> None:
    assert words in in_words(said)
    assert "hunter2" not in in_words(said)


def test_addresses_are_quoted_and_many_become_all() -> None:
    assert addresses(["a b/index.html", "ü.txt"]) == ["/%C3%BC.txt", "/a%20b/", "/a%20b/index.html"]
    assert addresses([f"{number}.html" for number in range(1001)]) == ["/*"]


def test_a_site_and_its_state_have_to_lie_side_by_side(tmp_path: Path) -> None:
    for site, state in (("", "state/"), ("a/", "a/b/"), ("a", "a")):
        with pytest.raises(OperationError, match="side by side"):
            BucketTarget("test", "bucket", site=site, state=state, work=tmp_path, by="Alex")


def test_a_folder_that_cannot_be_written_in_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OperationError, match=r"nothing can be written in .*/file/work:"):
        writable_folder(tmp_path / "file" / "work")
    assert list(writable_folder(tmp_path / "work").iterdir()) == []
