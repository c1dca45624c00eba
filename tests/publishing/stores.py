"""A store on loopback, and buckets of it, for tests."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import boto3
import pytest
from botocore.loaders import JSONFileLoader

from newsroom.publishing.targets.bucket import target as bucket_target
from newsroom.publishing.targets.bucket.target import BucketTarget
from tests.publishing.contract import Place
from tests.publishing.folder_bucket import FolderBucket

#: A key, and nothing of the keys that whoever runs the tests may have.
KEY = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "notasecret",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}
#: Runs a test over each implementation of S3.
EACH_STORE = pytest.mark.parametrize("server", ["moto", "localstack"], indirect=True)


def read_models_once(patch: pytest.MonkeyPatch) -> None:
    """Let botocore read what it knows of a service once, and not again for each client, which takes half a second.

    Args:
        patch: monkeypatch that changes botocore, until it is undone.
    """
    load = JSONFileLoader.load_file
    known = cache(lambda path: load(JSONFileLoader(), path))
    patch.setattr(JSONFileLoader, "load_file", lambda _self, path: known(path))


class Endpoint(Protocol):
    """A store that answers at an address."""

    endpoint: str


@dataclass
class Folder:
    """A folder in the place of a store."""

    endpoint: str


class Server:
    """A store on loopback, in a process of its own."""

    def __init__(self, port: int = 0) -> None:
        self._process = subprocess.Popen(
            [Path(sys.executable).with_name("moto_server"), "-H", "127.0.0.1", "-p", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=os.environ | KEY | {"PYTHONUNBUFFERED": "1", "MOTO_S3_ALLOW_CROSSACCOUNT_ACCESS": "true"},
        )
        assert self._process.stdout is not None
        said = []
        for line in self._process.stdout:
            said.append(line.decode("utf-8", "replace"))
            match = re.search(rb"Running on (http://127\.0\.0\.1:\d+)", line)
            if match:
                self.endpoint = match[1].decode()
                break
        else:
            self._process.wait()
            raise AssertionError(f"the store on loopback did not come up; it said: {''.join(said)[-4000:]}")
        # Its log of requests is read and dropped, lest the pipe be full.
        self._reader = subprocess.Popen(["cat"], stdin=self._process.stdout, stdout=subprocess.DEVNULL)
        self._process.stdout.close()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.wait()


class Shelf:
    """A bucket of its own for a test, as the store itself sees it."""

    def __init__(self, endpoint: str, bucket: str, work: Path) -> None:
        self.endpoint, self.bucket, self.work = endpoint, bucket, work
        self.client: Any = boto3.client("s3", endpoint_url=endpoint)
        self.client.create_bucket(Bucket=bucket)

    def store(self, by: str = "Alex", **more: Any) -> BucketTarget:
        return BucketTarget("test", self.bucket, endpoint=self.endpoint, work=self.work, by=by, **more)

    def names(self, prefix: str = "") -> list[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        return [item["Key"].removeprefix(prefix) for page in pages for item in page.get("Contents", ())]

    def get(self, key: str) -> tuple[bytes, dict[str, Any]]:
        """Return what a reader gets: bytes, unpacked as a browser does, and what is sent with them."""
        answer = self.client.get_object(Bucket=self.bucket, Key=key)
        raw = answer["Body"].read()
        return (gzip.decompress(raw) if answer.get("ContentEncoding") == "gzip" else raw), answer

    def served(self) -> dict[str, bytes]:
        return {path: self.get(f"site/{path}")[0] for path in self.names("site/")}

    def open(self) -> None:
        """Take the lock away, as time does."""
        self.client.delete_object(Bucket=self.bucket, Key="state/lock.json")

    def change(self, path: str, raw: bytes | None) -> None:
        if raw is None:
            self.client.delete_object(Bucket=self.bucket, Key=f"site/{path}")
        else:
            self.client.put_object(Bucket=self.bucket, Key=f"site/{path}", Body=raw)

    def damage(self, release: str, raw: bytes | None) -> None:
        key = f"state/releases/{release}.json"
        if raw is None:
            self.client.delete_object(Bucket=self.bucket, Key=key)
        else:
            self.client.put_object(Bucket=self.bucket, Key=key, Body=gzip.compress(raw))

    def place(self, folder: Path) -> Place:
        return Place(self.store, self.served, self.change, self.damage, folder)


class FolderShelf:
    """A bucket that is a folder, as the other is a store's; see `tests.publishing.folder_bucket`."""

    def __init__(self, folder: str, work: Path) -> None:
        self.endpoint, self.bucket, self.work = folder, "bucket", work
        Path(folder, self.bucket).mkdir(parents=True)
        self._bucket = FolderBucket(self.bucket, "a folder", endpoint=self.endpoint)

    def store(self, by: str = "Alex") -> BucketTarget:
        return folder_store(self.endpoint, self.bucket, self.work, by)

    def names(self, prefix: str = "") -> list[str]:
        return list(self._bucket.listing(prefix))

    def served(self) -> dict[str, bytes]:
        found = {}
        for path in self.names("site/"):
            got = self._bucket.get(f"site/{path}")
            assert got is not None
            packed = self._bucket.headers(f"site/{path}").get("ContentEncoding") == "gzip"
            found[path] = gzip.decompress(got.body) if packed else got.body
        return found

    def change(self, path: str, raw: bytes | None) -> None:
        if raw is None:
            self._bucket.delete([f"site/{path}"])
        else:
            self._bucket.put(f"site/{path}", raw)

    def damage(self, release: str, raw: bytes | None) -> None:
        key = f"state/releases/{release}.json"
        if raw is None:
            self._bucket.delete([key])
        else:
            self._bucket.put(key, gzip.compress(raw))

    def open(self) -> None:
        self._bucket.delete(["state/lock.json"])

    def place(self, folder: Path) -> Place:
        return Place(self.store, self.served, self.change, self.damage, folder)


def folder_store(endpoint: str, bucket: str, work: Path, by: str) -> BucketTarget:
    """Return the target for a bucket that is a folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bucket_target, "Bucket", FolderBucket)
        return BucketTarget("test", bucket, endpoint=endpoint, work=work, by=by)
