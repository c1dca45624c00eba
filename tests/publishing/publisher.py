"""Publishes as often as it is told, each time in a process that kills itself; a program for tests of faults.

It reads a line of JSON for each publish, forks, and says how that ended: ``killed``, or after how many steps it was
``done``. So Python and its libraries are loaded once.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import pytest

from newsroom.publishing.model import from_json
from newsroom.publishing.target import Target, outdated
from newsroom.publishing.targets.branch import git as branch_git
from newsroom.publishing.targets.branch.target import BranchTarget
from newsroom.publishing.targets.bucket.target import BucketTarget
from tests.publishing.contract import HEADERS
from tests.publishing.stores import KEY, folder_store, read_models_once


class Fuse:
    """Counts steps, and kills this process before the one that it was made for."""

    def __init__(self, at: int) -> None:
        self.count, self._at, self._lock = 0, at, threading.Lock()

    def step(self, *_: object, **__: object) -> None:
        with self._lock:
            self.count += 1
            if self.count == self._at:
                os.kill(os.getpid(), signal.SIGKILL)


def store(order: dict[str, Any], fuse: Fuse) -> Target:
    made = BucketTarget("test", order["bucket"], endpoint=order["endpoint"], work=Path(order["work"]), by="Killed")
    made._bucket._client.meta.events.register("before-send.s3", fuse.step)
    return made


def folder(order: dict[str, Any], fuse: Fuse) -> Target:
    made = folder_store(order["endpoint"], order["bucket"], Path(order["work"]), "Killed")
    made._bucket.step = fuse.step  # type: ignore[attr-defined]
    return made


def branch(order: dict[str, Any], fuse: Fuse) -> Target:
    run = branch_git.subprocess.run

    def counted(*arguments: Any, **options: Any) -> Any:
        # Before each git begins. What one has done is there then; only a push is also heard of by somebody else.
        fuse.step()
        ended = run(*arguments, **options)
        if "push" in arguments[0]:
            fuse.step()
        return ended

    branch_git.subprocess.run = counted
    return BranchTarget("test", Path(order["repository"]), work=Path(order["work"]), by="Killed")


_TARGETS: dict[str, Callable[[dict[str, Any], Fuse], Target]] = {"store": store, "folder": folder, "branch": branch}


def publish(order: dict[str, Any], target: Target) -> None:
    """Publish the way that a publish goes, and keep only one release."""
    receipt = from_json(Path(order["receipt"]).read_bytes())
    with target.lock():
        target.recover()
        target.upload(Path(order["site"]), receipt, {"_headers": "/*\n"}, HEADERS)
        target.activate(receipt.release)
        target.remove(outdated(target.receipts(), target.current(), 1))


def main() -> None:
    # Botocore's data on S3 is read before the first fork.
    read_models_once(pytest.MonkeyPatch())
    boto3.client("s3")
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            fuse = Fuse(order["at"])
            publish(order, _TARGETS[order["kind"]](order, fuse))
            sys.stdout.write(f"done {fuse.count}\n")
            sys.stdout.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            sys.stdout.write("killed\n")
        elif status:
            sys.stdout.write("failed\n")
        sys.stdout.flush()


class Publisher:
    """The program, as a test speaks to it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def publish(self, **order: object) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order, default=str) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@contextmanager
def running() -> Iterator[Publisher]:
    """Run the program."""
    here = Path(__file__)
    root = here.parents[2]
    path = os.pathsep.join((str(root / "plugins"), str(root)))
    with subprocess.Popen(
        [sys.executable, here],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | KEY | {"PYTHONPATH": path},
    ) as process:
        yield Publisher(process)
        assert process.stdin is not None
        process.stdin.close()


if __name__ == "__main__":
    main()
