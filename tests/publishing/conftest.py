"""Fixtures for tests of publishing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.publishing.publisher import Publisher, running
from tests.publishing.stores import KEY, Endpoint, Folder, FolderShelf, Server, Shelf, read_models_once

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def moto() -> Iterator[Server]:
    """A store for all tests of a run."""
    made = Server()
    yield made
    made.end()


@pytest.fixture(scope="session")
def models_read_once() -> Iterator[None]:
    """Read botocore's models once in a run."""
    with pytest.MonkeyPatch.context() as patch:
        read_models_once(patch)
        yield


@pytest.fixture(scope="session")
def publisher() -> Iterator[Publisher]:
    """The program that publishes and kills itself, for all tests of a run."""
    with running() as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder in the place of a store."""
    return Folder(str(tmp_path / "buckets"))


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Endpoint:
    """The store of a test: moto's, or the one that it is given as a parameter."""
    store: Endpoint = request.getfixturevalue(getattr(request, "param", "moto"))
    return store


@pytest.fixture
def shelf(
    server: Endpoint, models_read_once: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Shelf | FolderShelf:
    """A bucket of its own, and a key for it in the environment."""
    for name, value in KEY.items():
        monkeypatch.setenv(name, value)
    if isinstance(server, Folder):
        return FolderShelf(server.endpoint, tmp_path / "work")
    return Shelf(server.endpoint, f"bucket-{next(_NUMBERS)}", tmp_path / "work")
