"""The timer and its service are what systemd takes, and let nothing happen when nothing is due."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

import tasks
from tests.audit.verdicts import EXPOSURE, UNITS
from tests.building import ROOT

FOLDER = ROOT / "deploy" / "systemd"
#: Of these the service must have each; `systemd-analyze security` says what they are for.
_WALLS = {
    "CapabilityBoundingSet": "",
    "NoNewPrivileges": "yes",
    "PrivateDevices": "yes",
    "PrivateTmp": "yes",
    "ProtectHome": "yes",
    "ProtectSystem": "strict",
    "RestrictNamespaces": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
}
#: The worst that systemd may call our service: 0 is walled in, 10 is open.
_EXPOSURE = 2.0


def values(name: str, section: str) -> dict[str, list[str]]:
    """Return the values of a section by their keys, which may stand there more than once."""
    text = (FOLDER / name).read_text("utf-8")
    found: dict[str, list[str]] = {}
    for line in text.split(f"[{section}]", 1)[1].split("\n[", 1)[0].splitlines():
        if line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def test_the_timer_goes_off_every_quarter_of_an_hour_and_after_an_outage() -> None:
    timer = values("newsroom-publish.timer", "Timer")
    assert timer["OnCalendar"] == ["*:0/15"]
    assert timer["Persistent"] == ["yes"]


def test_every_task_of_the_service_exists() -> None:
    text = (FOLDER / "newsroom-publish.service").read_text("utf-8")
    called = re.findall(r"bin/invoke ([a-z]+)", text)
    assert called == ["due", "publish"]
    assert set(called) <= set(tasks.namespace.task_names)


def test_the_service_is_walled_in() -> None:
    service = values("newsroom-publish.service", "Service")
    assert {key: service[key][-1] for key in _WALLS} == _WALLS
    assert service["User"] == ["newsroom"]
    assert service["ReadWritePaths"] == service["WorkingDirectory"] == ["/srv/newsroom"]


@pytest.mark.parametrize(("due", "ends"), [(0, 1), (1, 0), (2, 255), (130, 255)])
def test_nothing_is_built_when_nothing_is_due_or_nobody_knows(due: int, ends: int, tmp_path: Path) -> None:
    """The condition itself: systemd goes on where it ends with 0, stops in silence with 1, and fails with 255."""
    condition = values("newsroom-publish.service", "Service")["ExecCondition"][-1]
    command = re.fullmatch(r"/bin/sh -c '(.+)'", condition)
    assert command
    program = tmp_path / ".venv" / "bin" / "invoke"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\nexit {due}\n")
    program.chmod(0o755)
    ended = subprocess.run(["sh", "-c", command[1]], cwd=tmp_path, check=False)
    assert ended.returncode == ends


def test_somebody_is_told_of_a_publish_that_failed_or_left_something_to_do() -> None:
    """With 3 systemd calls the service failed, though readers have the release; nothing that has to follow is lost."""
    service = values("newsroom-publish.service", "Service")
    assert values("newsroom-publish.service", "Unit")["OnFailure"] == ["newsroom-publish-failed.service"]
    assert "SuccessExitStatus" not in service
    # It would not run after 3: what has to be done behind a publish the task does itself.
    assert "ExecStartPost" not in service
    assert "--no-push" not in service["ExecStart"][-1]
    told = values("newsroom-publish-failed.service", "Service")["ExecStart"]
    assert "journalctl --unit=newsroom-publish" in told[0]


@pytest.mark.audit
def test_systemd_takes_them_and_finds_the_service_walled_in(tmp_path: Path) -> None:
    program = tmp_path / "newsroom" / ".venv" / "bin" / "invoke"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    units = []
    for path in sorted(FOLDER.iterdir()):
        units.append(tmp_path / path.name)
        units[-1].write_text(path.read_text("utf-8").replace("/srv/newsroom", str(tmp_path / "newsroom")), "utf-8")
    plain = {**os.environ, "LC_ALL": "C.UTF-8", "SYSTEMD_COLORS": "0"}
    assert UNITS.verdict(["systemd-analyze", "verify", "--man=no", *units], environment=plain) == (0, "")
    service = tmp_path / "newsroom-publish.service"
    options = ["--offline=true", f"--threshold={_EXPOSURE * 10:.0f}", service]
    code, words = EXPOSURE.verdict(["systemd-analyze", "security", *options], environment=plain)
    assert code == 0, words
