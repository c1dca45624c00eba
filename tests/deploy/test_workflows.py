"""The workflows do what they may do and no more; nothing here runs them."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import tasks
from newsroom.commands.exit_codes import ExitCode
from tests.building import ROOT

FOLDER = ROOT / ".github" / "workflows"
NAMES = sorted(path.name for path in FOLDER.iterdir())
_PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow as GitHub reads it; YAML 1.1 takes its `on` for a truth value."""
    data = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    data["on"] = data.pop(True)
    return data  # type: ignore[no-any-return]  # a mapping, or the test fails where it is used as one


def jobs(name: str) -> list[dict[str, Any]]:
    return list(workflow(name)["jobs"].values())


def steps(name: str) -> list[dict[str, Any]]:
    return [step for job in jobs(name) for step in job["steps"]]


def test_there_is_one_for_pull_requests_and_one_that_publishes() -> None:
    assert NAMES == ["check.yml", "publish.yml"]
    assert set(workflow("check.yml")["on"]) == {"pull_request"}
    published = workflow("publish.yml")["on"]
    assert set(published) == {"push", "schedule", "workflow_dispatch"}
    assert published["push"] == {"branches": ["main"]}
    [timer] = published["schedule"]
    minutes = [int(minute) for minute in timer["cron"].split()[0].split(",")]
    assert {later - sooner for sooner, later in zip(minutes, [*minutes[1:], minutes[0] + 60], strict=True)} == {15}


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_pinned_by_its_commit_with_the_version_beside_it(name: str) -> None:
    lines = [
        line.split("uses:", 1)[1].strip() for line in (FOLDER / name).read_text("utf-8").splitlines() if "uses:" in line
    ]
    assert lines
    assert [line for line in lines if not _PINNED.fullmatch(line)] == []


def test_an_action_has_one_version_everywhere() -> None:
    used = {step["uses"] for name in NAMES for step in steps(name) if "uses" in step}
    assert len({action.split("@")[0] for action in used}) == len(used)


@pytest.mark.parametrize("name", NAMES)
def test_every_task_that_is_called_exists_with_its_options(name: str) -> None:
    called = [
        match
        for step in steps(name)
        for match in re.findall(r"\binvoke ([a-z-]+)((?: --?[\w-]+| \"\$\w+\")*)", step.get("run", ""))
    ]
    assert called
    for task, options in called:
        # Not by its arguments: invoke forgets the help of a task that was asked for them.
        flags = {name.replace("_", "-") for name in inspect.signature(tasks.namespace[task].body).parameters}
        for option in re.findall(r"--([\w-]+)", options):
            assert option in flags, f"invoke {task} --{option}"


@pytest.mark.parametrize("name", NAMES)
def test_every_job_has_its_end_and_no_more_rights_than_it_needs(name: str) -> None:
    rights = workflow(name)["permissions"]
    assert rights in ({}, {"contents": "read"})
    for job in jobs(name):
        assert job["timeout-minutes"] <= 60
        allowed = job.get("permissions", rights)
        assert set(allowed) == {"contents"}
        # Only what commits the ledger may write.
        assert (allowed["contents"] == "write") == any("git push" in step.get("run", "") for step in job["steps"])
        [checkout] = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
        # Code of a pull request must not find a token.
        assert (checkout["with"].get("persist-credentials") is False) == ("pull_request" in workflow(name)["on"])


def test_a_pull_request_is_asked_by_every_gate_that_needs_no_target() -> None:
    """`invoke check` asks them all (tests/ops/test_check.py), an address is there also in a fork, and it may fail."""
    [step] = [step for step in steps("check.yml") if "invoke" in step.get("run", "")]
    assert step["run"] == "invoke check --format github"
    assert step["env"]["SITEURL"].endswith("|| 'https://qnews.example' }}")
    assert "continue-on-error" not in str(jobs("check.yml"))


def test_pull_requests_get_no_secret_and_nothing_of_theirs_is_put_into_a_command() -> None:
    assert "secrets." not in (FOLDER / "check.yml").read_text("utf-8")
    for name in NAMES:
        for step in steps(name):
            # Titles, branches and the like are written by whoever opens a pull request.
            assert not _EXPRESSION.findall(step.get("run", "")), step
    assert "pull_request_target" not in workflow("check.yml")["on"]


def test_secrets_reach_only_the_steps_that_need_them() -> None:
    for job in jobs("publish.yml"):
        assert job["environment"] == "publish"
        assert "secrets." not in str(job.get("env", ""))
        for step in job["steps"]:
            if "secrets." in str(step):
                assert "secrets." in str(step["env"])
                assert "pip install" not in step.get("run", "")
                assert "uses" not in step


def test_two_publishes_wait_for_each_other_and_none_is_broken_off() -> None:
    assert workflow("publish.yml")["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert workflow("check.yml")["concurrency"]["cancel-in-progress"] is True


def test_the_timer_builds_nothing_when_nothing_is_due() -> None:
    due, publish = workflow("publish.yml")["jobs"]["due"], workflow("publish.yml")["jobs"]["publish"]
    assert not [step for step in due["steps"] if re.search(r"invoke (build|publish)", step.get("run", ""))]
    assert publish["needs"] == "due"
    assert "github.event_name != 'schedule' || needs.due.outputs.publish == 'true'" in publish["if"]
    for job in (due, publish):
        # A fork has no such variable.
        assert "vars.PUBLISH_TARGET != ''" in job["if"]


@pytest.mark.parametrize(("code", "told"), [(0, "publish=false\n"), (1, "publish=true\n"), (ExitCode.UNKNOWN, None)])
def test_the_result_of_due_is_the_output_for_the_next_job(code: int, told: str | None, tmp_path: Path) -> None:
    """The step itself, with a program in place of invoke that ends as invoke would; GitHub runs it with `bash -e`."""
    [ask] = [step for step in steps("publish.yml") if step.get("id") == "due"]
    (tmp_path / "invoke").write_text(f"#!/bin/sh\nexit {code}\n")
    (tmp_path / "invoke").chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_OUTPUT": str(tmp_path / "out"), "TARGET": "server"}
    ended = subprocess.run(["bash", "-e", "-c", ask["run"]], env=environment, check=False)
    assert ended.returncode == (code if told is None else 0)
    assert told is None or (tmp_path / "out").read_text() == told


@pytest.mark.parametrize(
    ("code", "ends", "left"), [(0, 0, ""), (1, 1, ""), (2, 2, ""), (3, 0, "left=true\n"), (130, 130, "")]
)
def test_a_publish_that_left_something_to_do_is_done_and_told(code: int, ends: int, left: str, tmp_path: Path) -> None:
    """The step itself; with 3 readers have the release, so the ledger is pushed, and the job fails at its end."""
    [publish] = [step for step in steps("publish.yml") if step.get("id") == "publish"]
    for name, ended in (("invoke", code), ("git", 0)):
        (tmp_path / name).write_text(f"#!/bin/sh\nexit {ended}\n")
        (tmp_path / name).chmod(0o755)
    out = tmp_path / "out"
    out.touch()
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_OUTPUT": str(out), "TARGET": "server"}
    ended_with = subprocess.run(["bash", "-e", "-c", publish["run"]], env=environment, check=False).returncode
    assert (ended_with, out.read_text()) == (ends, left)
    names = [step.get("name", "") for step in workflow("publish.yml")["jobs"]["publish"]["steps"]]
    assert names[-3:] == ["Publish", "Push the ledger of addresses", "Say that something is left to do"]
    last = workflow("publish.yml")["jobs"]["publish"]["steps"][-1]
    assert "steps.publish.outputs.left == 'true'" in last["if"]
    assert "!cancelled()" in last["if"]
    assert subprocess.run(["bash", "-e", "-c", last["run"]], capture_output=True, check=False).returncode == 3


@pytest.mark.parametrize("name", NAMES)
def test_the_cache_of_builds_is_kept_between_runs(name: str) -> None:
    caches = [step for step in steps(name) if step.get("uses", "").startswith("actions/cache@")]
    for cache in caches:
        given = cache["with"]
        assert given["path"] == ".cache"
        # A key is written once: with the commit in it each run keeps its own, and begins with the nearest.
        assert given["key"].endswith("${{ github.sha }}")
        assert given["key"].startswith(given["restore-keys"].strip())
    builds = [job for job in jobs(name) if re.search(r"invoke (build|publish|check)", str(job["steps"]))]
    assert len(caches) == len(builds)
    for step in steps(name):
        if step.get("uses", "").startswith("actions/setup-python@"):
            assert step["with"]["cache"] == "pip"
            for file in step["with"]["cache-dependency-path"].split():
                assert (ROOT / file).is_file()


def test_the_python_is_one_that_the_newsroom_runs_on() -> None:
    for name in NAMES:
        for step in steps(name):
            if step.get("uses", "").startswith("actions/setup-python@"):
                assert tuple(map(int, step["with"]["python-version"].split("."))) >= (3, 11)
    assert sys.version_info >= (3, 11)
