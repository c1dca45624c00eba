"""The store target, against a real server on loopback."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3
import pytest
from msgspec.structs import replace

from newsroom.core.operation_error import OperationError
from newsroom.features.headers.model import SiteResources, headers
from newsroom.publishing.targets.bucket import lock as store_lock
from newsroom.publishing.targets.bucket import upload
from newsroom.publishing.targets.bucket.bucket import Bucket, ListedObject
from newsroom.publishing.targets.bucket.target import BucketTarget
from tests.publishing import contract
from tests.publishing.contract import FIRST, SECOND, SERVERS, THIRD, published, receipt_of, write
from tests.publishing.stores import EACH_STORE, FolderShelf, Shelf

pytestmark = pytest.mark.audit


@pytest.mark.parametrize("server", ["folder", "moto", "localstack"], indirect=True)
@pytest.mark.parametrize("promise", contract.CONTRACT, ids=contract.name_of)
def test_a_store_does_what_a_target_has_to_do(
    promise: Callable[[contract.Place], None], shelf: Shelf | FolderShelf, tmp_path: Path
) -> None:
    promise(shelf.place(tmp_path))


@EACH_STORE
def test_files_have_the_headers_that_browsers_need(shelf: Shelf, tmp_path: Path) -> None:
    files = {
        **FIRST,
        "feed.json": "{}",
        "site.webmanifest": "{}",
        "theme/a.0123456789.woff2": "font",
        "x.html.br": "own",
    }
    published(shelf.place(tmp_path), {**files, "robots.txt.gz": "robots.txt"}, 1)
    seen = {
        path: (answer["ContentType"], answer["CacheControl"], answer.get("ContentEncoding", ""))
        for path in files
        for _, answer in [shelf.get(f"site/{path}")]
    }
    short, for_ever = "public, max-age=300", "public, max-age=31536000, immutable"
    assert seen["index.html"] == ("text/html; charset=utf-8", short, "gzip")
    assert seen["feed.atom"] == ("application/xml; charset=utf-8", short, "gzip")
    assert seen["feed.json"][0] == "application/feed+json; charset=utf-8"
    assert seen["site.webmanifest"][0] == "application/manifest+json; charset=utf-8"
    assert seen["theme/plain.js"] == ("text/javascript; charset=utf-8", "public, max-age=86400", "gzip")
    assert seen["theme/styles.0123456789.css"] == ("text/css; charset=utf-8", for_ever, "gzip")
    assert seen["theme/a.0123456789.woff2"] == ("font/woff2", for_ever, "")
    assert seen["images/one.0123456789.webp"] == ("image/webp", for_ever, "")
    assert "robots.txt.gz" not in shelf.served()
    assert (
        shelf.get("site/index.html")[1]["Metadata"]["sha256"]
        == hashlib.sha256(FIRST["index.html"].encode()).hexdigest()
    )


@EACH_STORE
def test_the_table_of_the_build_comes_before_what_addresses_say(shelf: Shelf, tmp_path: Path) -> None:
    table = headers(SiteResources(), no_store_pages=["/news/"]).table
    receipt = receipt_of(write(tmp_path / "1", FIRST), 1)
    store = shelf.store()
    with store.lock():
        store.upload(tmp_path / "1", receipt, SERVERS, table)
        store.activate(receipt.release)
    assert shelf.get("site/news/index.html")[1]["CacheControl"] == "no-store"
    # A rollback knows them from the release.
    anew = shelf.store()
    with anew.lock():
        anew.activate(receipt.release)
    assert shelf.get("site/news/index.html")[1]["CacheControl"] == "no-store"


@EACH_STORE
def test_live_files_keep_their_headers_where_a_table_is_assumed(shelf: Shelf, tmp_path: Path) -> None:
    """A site whose files were edited was not built: its addresses do not say which pages ask for care."""
    first, second = (receipt_of(write(tmp_path / str(n), files), n) for n, files in ((1, FIRST), (2, SECOND)))
    store = shelf.store()
    with store.lock():
        store.upload(tmp_path / "1", first, SERVERS, headers(SiteResources(), no_store_pages=["/news/"]).table)
        store.activate(first.release)
        store.upload(tmp_path / "2", second, SERVERS, replace(contract.HEADERS, assumed=True))
        store.activate(second.release)
    assert shelf.get("site/news/index.html")[1]["CacheControl"] == "no-store"
    assert shelf.get("site/news/2026/02/two/index.html")[1]["CacheControl"] == "public, max-age=300"


@EACH_STORE
def test_files_are_brought_once_and_only_what_differs_is_copied(shelf: Shelf, tmp_path: Path) -> None:
    published(shelf.place(tmp_path), FIRST, 1)
    seen: list[str] = []
    store = shelf.store()
    store._bucket._client.meta.events.register(
        "provide-client-params.s3.*", lambda params, model, **_: seen.append(f"{model.name} {params.get('Key', '')}")
    )
    receipt = receipt_of(write(tmp_path / "2", SECOND), 2)
    with store.lock():
        store.upload(tmp_path / "2", receipt, SERVERS, contract.HEADERS)
        store.activate(receipt.release)
    new = {path for path in SECOND if SECOND[path] != FIRST.get(path)}
    assert sum(call.startswith("PutObject state/blobs/") for call in seen) == len(new)
    copied = [call.removeprefix("CopyObject site/") for call in seen if call.startswith("CopyObject")]
    assert set(copied) == new
    assert copied.index("images/two.0123456789.webp") < copied.index("news/2026/02/two/index.html")
    assert copied.index("news/2026/02/two/index.html") < copied.index("news/index.html")
    assert copied[-2:] == ["index.html", "feed.atom"]


@pytest.mark.parametrize("pages", [3, 40])
def test_contents_are_listed_once_and_not_brought_again(
    shelf: Shelf, tmp_path: Path, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"p{number}.html": f"page {number}" for number in range(pages)}
    published(shelf.place(tmp_path), files, 1)
    listed: list[str] = []
    brought: list[str] = []
    listing, put = Bucket.listing, Bucket.put

    def noted_listing(bucket: Bucket, prefix: str) -> dict[str, ListedObject]:
        listed.append(prefix)
        return listing(bucket, prefix)

    def noted_put(bucket: Bucket, key: str, *rest: Any, **headers: Any) -> str:
        brought.append(key)
        return put(bucket, key, *rest, **headers)

    monkeypatch.setattr(Bucket, "listing", noted_listing)
    monkeypatch.setattr(Bucket, "put", noted_put)
    first, second = shelf.store().current(), published(shelf.place(tmp_path), {**files, "p1.html": "another"}, 2)
    assert listed.count("state/blobs/") == 1
    assert [key for key in brought if "blobs/" in key] == [f"state/blobs/{second.files['p1.html'].digest}.gz"]
    store = shelf.store()
    with store.lock():
        store.remove([first])
        # Of what went nothing is taken for there still.
        site = write(tmp_path / "again", files)
        store.upload(site, receipt_of(site, 3), SERVERS, contract.HEADERS)
        store.activate(receipt_of(site, 3).release)
    assert shelf.served()["p1.html"] == b"page 1"


@EACH_STORE
def test_files_named_by_content_stay_for_one_release_and_pages_go_at_once(shelf: Shelf, tmp_path: Path) -> None:
    place, old = shelf.place(tmp_path), "theme/styles.0123456789.css"
    published(place, FIRST, 1)
    published(place, SECOND, 2)
    assert {old, "pagefind/fragment/en_1.pf_fragment"} <= set(shelf.names("site/"))
    third = published(place, THIRD, 3)
    live = set(shelf.names("site/"))
    assert old not in live
    assert "images/one.0123456789.webp" in live
    assert "news/2026/01/one/index.html" not in live
    assert shelf.store().drift(third) == []


@EACH_STORE
def test_a_removed_release_leaves_nothing_in_the_store(shelf: Shelf, tmp_path: Path) -> None:
    place = shelf.place(tmp_path)
    earlier = [published(place, files, number).release for number, files in enumerate((FIRST, SECOND), 1)]
    published(place, THIRD, 3)
    assert "images/one.0123456789.webp" in shelf.names("site/")
    store = shelf.store()
    with store.lock():
        store.remove(earlier)
    digests = {hashlib.sha256(text.encode()).hexdigest() for text in THIRD.values()}
    assert {key.partition(".")[0] for key in shelf.names("state/blobs/")} == digests
    assert set(shelf.names("site/")) == set(THIRD)
    assert not any(release in key for key in shelf.names() for release in earlier)


@EACH_STORE
def test_a_lock_that_is_not_renewed_is_taken_by_the_clock_of_the_store(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shelf.store("Alex")
    second = BucketTarget("test", shelf.bucket, endpoint=shelf.endpoint, work=tmp_path / "elsewhere", by="Blake")
    with first.lock():
        with pytest.raises(OperationError, match="Alex has been publishing since"), second.lock():
            pass
        monkeypatch.setattr(store_lock, "STALE", -10.0)
        with second.lock():
            # A publish that wakes up finds out at the next renewal, and changes nothing more.
            monkeypatch.setattr(store_lock, "_EVERY", 0.0)
            first._lease._renew("woken", datetime.now(UTC))
            with pytest.raises(OperationError, match="the lock was lost"):
                first.activate("20260301T120000Z-f389a41ead1c")
    assert "state/lock.json" not in shelf.names()


def test_a_cache_in_front_is_told_what_changed(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[str]] = []
    published(shelf.place(tmp_path), FIRST, 1)
    store = shelf.store(distribution="E123")
    monkeypatch.setattr(store._bucket, "invalidate", lambda _distribution, paths, _token: told.append(paths))
    receipt = receipt_of(write(tmp_path / "2", THIRD), 2)
    with store.lock():
        store.upload(tmp_path / "2", receipt, SERVERS, contract.HEADERS)
        store.activate(receipt.release)
    assert {"/", "/index.html", "/news/", "/news/2026/01/one/", "/feed.atom"} <= set(told[0])
    assert "/robots.txt" not in told[0]


@EACH_STORE
def test_large_files_are_sent_from_the_disk(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "_LARGE", 8)
    receipt = published(shelf.place(tmp_path), {**FIRST, "files/film.mp4": "a film of many bytes"}, 1)
    assert shelf.served()["files/film.mp4"] == b"a film of many bytes"
    assert shelf.store().drift(receipt) == []


@EACH_STORE
def test_more_files_than_one_answer_lists_are_found(shelf: Shelf, tmp_path: Path) -> None:
    """An answer lists 1,000 keys."""
    stray = [f"stray/{number:04}/index.html" for number in range(1_020)]
    receipt = published(shelf.place(tmp_path), FIRST, 1)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda path: shelf.change(path, b"<p>Not ours"), stray))
    told = shelf.store().drift(receipt)
    assert told[-1] == "and 1,000 more"
    # A request deletes as many, too.
    published(shelf.place(tmp_path), SECOND, 2)
    assert [name for name in shelf.names("site/") if name.startswith("stray/")] == []


@EACH_STORE
def test_a_condition_that_does_not_hold_changes_nothing(shelf: Shelf) -> None:
    """The lock stands on this."""
    bucket = shelf.store()._bucket
    assert bucket.put_if("a", b"none yet", etag="0" * 32) is None
    assert shelf.names() == []
    first = bucket.put_if("a", b"first")
    assert first
    assert bucket.put_if("a", b"second") is None
    assert bucket.put_if("a", b"second", etag="0" * 32) is None
    assert shelf.get("a")[0] == b"first"
    second = bucket.put_if("a", b"second", etag=first)
    assert second not in {None, first}
    assert bucket.put_if("a", b"third", etag=first) is None
    assert shelf.get("a")[0] == b"second"
    bucket.delete(["a"])
    assert bucket.put_if("a", b"third", etag=second or "") is None
    assert shelf.names() == []


@EACH_STORE
def test_of_many_that_store_at_once_where_there_is_none_one_does(shelf: Shelf) -> None:
    bucket = shelf.store()._bucket
    for number in range(5):
        bodies = [f"{number} by {one}".encode() for one in range(8)]
        with ThreadPoolExecutor(len(bodies)) as pool:
            stored = list(pool.map(lambda body, key=f"{number}": bucket.put_if(key, body), bodies))
        [etag] = filter(None, stored)
        assert shelf.get(f"{number}")[0] == bodies[stored.index(etag)]


@EACH_STORE
def test_an_answer_that_is_lost_loses_no_lock(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    store = shelf.store()
    put = store._bucket.put_if

    def deaf(key: str, body: bytes, *, etag: str = "") -> str | None:
        put(key, body, etag=etag)
        return None

    monkeypatch.setattr(store._bucket, "put_if", deaf)
    with store.lock():
        store._lease.check()
    assert "state/lock.json" not in shelf.names()


def test_amazon_s_own_store_is_given_checksums_and_its_cache_what_changed(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", shelf.endpoint)
    front: Any = boto3.client("cloudfront")
    origin = {"Id": "o", "DomainName": "x.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
    settings = {
        "CallerReference": shelf.bucket,
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "allow-all"},
    }
    distribution = front.create_distribution(DistributionConfig=settings)["Distribution"]["Id"]
    store = BucketTarget("test", shelf.bucket, distribution=distribution, work=shelf.work, by="Alex")
    receipt = receipt_of(write(tmp_path / "1", FIRST), 1)
    with store.lock():
        store.upload(tmp_path / "1", receipt, SERVERS, contract.HEADERS)
        store.activate(receipt.release)
    image = receipt.files["images/one.0123456789.webp"].digest
    head = shelf.client.head_object(Bucket=shelf.bucket, Key=f"state/blobs/{image}", ChecksumMode="ENABLED")
    assert base64.b64decode(head["ChecksumSHA256"]).hex() == image
    [made] = front.list_invalidations(DistributionId=distribution)["InvalidationList"]["Items"]
    told = front.get_invalidation(DistributionId=distribution, Id=made["Id"])["Invalidation"]["InvalidationBatch"]
    assert {"/", "/index.html", "/news/"} <= set(told["Paths"]["Items"])


def test_a_cache_that_could_not_be_told_is_told_by_the_next_publish(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", shelf.endpoint)
    store = shelf.store(distribution="E0NOTTHERE")
    receipt = receipt_of(write(tmp_path / "1", FIRST), 1)
    with store.lock():
        store.upload(tmp_path / "1", receipt, SERVERS, contract.HEADERS)
        with pytest.raises(OperationError, match="no such distribution"):
            store.activate(receipt.release)
    assert store.current() == receipt.release
    told: list[list[str]] = []
    anew = shelf.store(distribution="E0NOTTHERE")
    monkeypatch.setattr(anew._bucket, "invalidate", lambda _distribution, paths, _token: told.append(paths))
    with anew.lock():
        assert "finished now" in anew.recover()[0]
        assert anew.recover() == []
    assert "/index.html" in told[0]
