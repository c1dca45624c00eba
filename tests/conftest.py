"""Fixtures that many tests share."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsroom.engine import progress_display, theme
from tests import reuse
from tests.building import Project
from tests.localstack import LocalStack

# How long an example takes is decided by what else the machine does, and proves nothing.
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
#: Makes the law of incremental builds look far longer for a counter-example; see docs/how-to/run-the-tests.md.
settings.register_profile("long", settings())


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave cases to audits: of a test with the mark ``sample(count)``, all but so many, evenly spread over its cases.

    The order in which tests run decides nothing: what one run leaves out, the other runs. Who names one case on the
    command line runs it.
    """
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("sample") and not item.get_closest_marker("audit"):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for each in cases.values():
        mark = each[0].get_closest_marker("sample")
        assert mark is not None
        (count,) = mark.args
        step = max(1, (len(each) - 1) / max(1, count - 1))
        stay = {round(number * step) for number in range(count)} if len(each) > 1 else {0}
        for place, item in enumerate(sorted(each, key=lambda item: item.nodeid)):
            if place not in stay:
                item.add_marker(pytest.mark.audit)


def pytest_collection_finish() -> None:
    """Spare the garbage collector the thousands of tests that were found: they stay until the run ends."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def site(tmp_path: Path) -> Project:
    """A small project of one's own, with ways to change and build it."""
    root = tmp_path / "site"
    root.mkdir()
    return Project(root)


@pytest.fixture
def plain(site: Project) -> Project:
    """A project that replaces nothing of the theme."""
    shutil.rmtree(site.root / "theme")
    return site


@pytest.fixture
def project(site: Project) -> Path:
    """The folder of a small project of one's own."""
    return site.root


@pytest.fixture
def no_software_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the theme of the project that a test builds as all that there is."""
    monkeypatch.setattr(theme, "SOFTWARE", tmp_path / "nothing")


@pytest.fixture(scope="session")
def localstack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    """LocalStack's store of S3, one for all tests of a run, begun when the first asks for it."""
    server = LocalStack(tmp_path_factory.mktemp("localstack"))
    try:
        server.wait()
        yield server
    finally:
        server.end()


@pytest.fixture(autouse=True, scope="session")
def bytes_made_once() -> Iterator[None]:
    """Compress, draw and encode the same once for all projects of a run."""
    with pytest.MonkeyPatch.context() as patch:
        reuse.reuse(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def disk_not_waited_for() -> Iterator[None]:
    """Wait for no disk: other programs may keep it busy, and tests of a power cut look at what is asked of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(os, "sync", lambda: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def stages_not_shown() -> Iterator[None]:
    """Show no stages of commands, however long they take on a busy machine: tests read what else is said."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress_display, "PATIENCE", 3600.0)
        yield


@pytest.fixture
def bytes_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compress, draw and encode in every build, for tests of that."""
    reuse.without_reuse(monkeypatch)
