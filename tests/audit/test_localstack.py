"""Limits of the second S3 store on the machine that the tests run on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from newsroom.commands.quality import localstack as installed
from tests.localstack import LocalStack

pytestmark = pytest.mark.audit


def test_localstack_gets_nothing_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = ("AWS_SECRET_ACCESS_KEY", "GITHUB_TOKEN", "LOCALSTACK_AUTH_TOKEN", "SSH_AUTH_SOCK", "PYTHONPATH")
    for name in secrets:
        monkeypatch.setenv(name, "notforyou")
    server = LocalStack(tmp_path)
    try:
        given = b""
        # Between the fork and the start of the program a process has no environment.
        while not given and server.process.poll() is None:
            given = Path("/proc", str(server.process.pid), "environ").read_bytes()
    finally:
        server.end()
    assert b"GATEWAY_LISTEN=127.0.0.1:" in given
    assert b"notforyou" not in given


def test_localstack_listens_on_loopback_alone_and_connects_to_nobody(localstack: LocalStack) -> None:
    ends = localstack.connections()
    assert ends
    assert {near.rpartition(":")[0] for near, _ in ends} == {"0100007F"}
    assert {far.rpartition(":")[0] for _, far in ends} <= {"0100007F", "00000000"}


def test_a_server_that_does_not_start_names_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # This Python has no LocalStack.
    monkeypatch.setattr(installed, "python", lambda _root: Path(sys.executable))
    server = LocalStack(tmp_path)
    with pytest.raises(pytest.fail.Exception, match="LocalStack ended by itself") as failure:
        server.wait()
    assert str(tmp_path / "log") in str(failure.value)
    assert "No module named" in str(failure.value)
    server.end()
