"""Work on all cores gives what one core gives, in the same order."""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Sequence
from itertools import pairwise
from multiprocessing.connection import Connection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.engine import workers
from tests.building import Project, problem_lines
from tests.engine.paused_builds import forking, plug, started
from tests.site.small_magazine import make, write_changes


def double(some: Sequence[int]) -> list[int]:
    return [2 * item for item in some]


@given(items=st.lists(st.integers(), max_size=300), least=st.integers(1, 80))
@settings(deadline=None, max_examples=20)
def test_results_stand_in_the_order_of_the_items(items: list[int], least: int) -> None:
    assert workers.run_on_all_cores(double, items, least) == double(items)


@forking
def test_neighbours_are_done_by_one_process_and_all_have_as_much_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A story's page and its text-only edition show the same, which is made once where one process makes both."""
    monkeypatch.setattr(workers, "cores", lambda: 2)
    done_by = workers.run_on_all_cores(lambda some: [os.getpid() for _ in some], list(range(320)))
    changes = sum(one != other for one, other in pairwise(done_by))
    assert changes < len(done_by) / 5
    assert [done_by.count(process) for process in set(done_by)] == [160, 160]


def test_one_process_serves_where_a_system_cannot_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "can_fork", lambda: False)
    assert workers.run_on_all_cores(lambda some: [os.getpid() for _ in some], list(range(500))) == [os.getpid()] * 500


def test_the_part_of_a_child_that_is_killed_is_done_by_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    parent = os.getpid()

    def work(some: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return double(some)

    assert workers.run_on_all_cores(work, list(range(200)), 1) == double(range(200))


@forking
def test_a_child_that_is_killed_while_it_sends_is_like_one_that_never_did(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an answer is none."""
    monkeypatch.setattr(workers, "cores", lambda: 2)

    def child(_work: object, _part: object, connection: Connection) -> None:
        # The length of an answer, and of the answer only the beginning.
        os.write(connection.fileno(), struct.pack("!i", 1000) + b"half")
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(workers, "_child", child)
    assert workers.run_on_all_cores(double, list(range(200)), 1) == double(range(200))


def test_a_build_forks_on_linux_and_nowhere_else() -> None:
    """Other tests ask `can_fork` what to expect."""
    assert workers.can_fork() is sys.platform.startswith("linux")


@pytest.mark.parametrize("forks", [True, False])
def test_work_that_was_begun_gives_its_result_when_it_is_asked_for(
    forks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2 if forks else 1)
    result = workers.begin(lambda: {"process": os.getpid()})()
    assert (result == {"process": os.getpid()}) is not (forks and workers.can_fork())


@forking
def test_work_of_a_child_that_is_killed_is_done_by_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    parent = os.getpid()

    def work() -> int:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return os.getpid()

    assert workers.begin(work)() == parent


# --------------------------------------------------------------------------------------------------- whole builds


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tree of stories enough for children to be worth it, in reading and in rendering, built in one process."""
    site = Project(tmp_path_factory.mktemp("alone") / "site")
    write_changes(site.content, None, make(2 * workers.LEAST))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "can_fork", lambda: False)
        patch.setattr(workers, "_start", lambda *_: pytest.fail("a child was forked"))
        assert problem_lines(site.build()) == []
    return site.tree()


def test_a_build_on_all_cores_leaves_the_tree_of_one_in_one_process(
    alone: dict[str, bytes], site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_changes(site.content, None, make(2 * workers.LEAST))
    forked: list[int] = []
    start = workers._start
    monkeypatch.setattr(workers, "_start", lambda work, part: (forked.append(len(part)), start(work, part))[1])
    monkeypatch.setattr(workers, "cores", lambda: 2)
    assert problem_lines(site.build()) == []
    # For reading, for pages, and for all other files.
    assert len(forked) == (3 if workers.can_fork() else 0)
    assert site.tree() == alone


@forking
def test_a_child_that_somebody_kills_in_the_middle_costs_no_page(alone: dict[str, bytes], site: Project) -> None:
    """A real build: its child stands still in the middle of its part and is killed from outside."""
    plug(site)
    write_changes(site.content, None, make(2 * workers.LEAST))
    with started(site, "hold", children=True) as build:
        child = build.standing()
        assert child != build.pid
        os.kill(child, signal.SIGKILL)
        code, words = build.end()
    assert (code, words) == (0, "")
    assert site.tree() == alone
