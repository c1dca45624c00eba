"""LocalStack's store of S3 on loopback: an implementation that shares no code with moto's."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from newsroom.commands.quality import localstack
from tests.audit.server import free_port
from tests.building import ROOT

#: Seconds that it may take to come up: it reads what all of Amazon's services are, and the machine may be busy.
_BOUND = 300.0
#: Nobody listens there, so that whatever it would fetch from elsewhere fails at once.
_NOWHERE = "http://127.0.0.1:9"


def _rows(table: Path) -> list[str]:
    return table.read_text("ascii").splitlines()[1:] if table.exists() else []


class LocalStack:
    """A server in a process of its own, which asks nobody and has no key of anybody's.

    Args:
        folder: an empty folder for its files; all that it keeps is in memory and in there.
    """

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.endpoint = f"http://127.0.0.1:{port}"
        self._log = folder / "log"
        (folder / "tmp").mkdir()
        environment = {
            "PATH": os.defpath,
            "HOME": str(folder),
            "TMPDIR": str(folder / "tmp"),
            "FILESYSTEM_ROOT": str(folder / "files"),
            # In a container it would use /var/lib.
            "OVERRIDE_IN_DOCKER": "0",
            "SERVICES": "s3",
            "EAGER_SERVICE_LOADING": "1",
            # The other server that it knows listens at every address of the machine.
            "GATEWAY_SERVER": "hypercorn",
            "GATEWAY_LISTEN": f"127.0.0.1:{port}",
            "DNS_ADDRESS": "0",
            "DISABLE_EVENTS": "1",
            "SKIP_SSL_CERT_DOWNLOAD": "1",
            "HTTP_PROXY": _NOWHERE,
            "HTTPS_PROXY": _NOWHERE,
        }
        command = [localstack.python(ROOT), "-m", "localstack.runtime.main"]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )

    def wait(self) -> None:
        """Wait until it answers for S3."""
        end = time.monotonic() + _BOUND
        while time.monotonic() < end:
            if self.process.poll() is not None:
                pytest.fail(f"LocalStack ended by itself; its log is {self._log}, and ends:\n{self._end_of_log()}")
            if self._state() in {"running", "available"}:
                return
            time.sleep(0.2)
        pytest.fail(
            f"LocalStack did not come up in {_BOUND:.0f} s; its log is {self._log}, and ends:\n{self._end_of_log()}"
        )

    def connections(self) -> list[tuple[str, str]]:
        """Return its ends and the far ends of all its sockets of TCP and UDP, as the kernel writes them."""
        process = Path("/proc", str(self.process.pid))
        own = set()
        for entry in (process / "fd").iterdir():
            with contextlib.suppress(OSError):
                own.add(str(entry.readlink()))
        rows = [row.split() for kind in ("tcp", "tcp6", "udp", "udp6") for row in _rows(process / "net" / kind)]
        return [(row[1], row[2]) for row in rows if f"socket:[{row[9]}]" in own]

    def _state(self) -> str:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.endpoint}/_localstack/health", timeout=10) as answer:
                return str(json.load(answer)["services"]["s3"])
        except (urllib.error.URLError, OSError, ValueError, KeyError):
            return ""

    def _end_of_log(self) -> str:
        return self._log.read_text("utf-8", "replace")[-4000:]

    def end(self) -> None:
        """End it. It keeps nothing, so that there is nothing to wait for."""
        self.process.kill()
        self.process.wait()
