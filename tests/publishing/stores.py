"""A store on loopback, and buckets of it, for tests."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

import boto3
import pytest

from newsroom.publishing.targets.bucket.target import BucketTarget
from tests.publishing.contract import Place

KEY = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "notasecret", "AWS_DEFAULT_REGION": "us-east-1"}
#: Runs a test over each implementation of S3.
EACH_STORE = pytest.mark.parametrize("server", ["moto", "localstack"], indirect=True)


class Endpoint(Protocol):
    """A store that answers at an address."""

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
            found = re.search(rb"Running on (http://127\.0\.0\.1:\d+)", line)
            if found:
                self.endpoint = found[1].decode()
                break
        else:
            self._process.wait()
            raise AssertionError(f"the store on loopback did not come up; it said: {''.join(said)[-4000:]}")
        # What it says of each request is read away, lest the pipe be full.
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

    def change(self, path: str, raw: bytes | None) -> None:
        if raw is None:
            self.client.delete_object(Bucket=self.bucket, Key=f"site/{path}")
        else:
            self.client.put_object(Bucket=self.bucket, Key=f"site/{path}", Body=raw)

    def place(self, folder: Path) -> Place:
        return Place(self.store, self.served, self.change, folder)
