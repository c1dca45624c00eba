"""Fixtures for tests of publishing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.publishing.stores import KEY, Endpoint, Server, Shelf

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def moto() -> Iterator[Server]:
    """A store for all tests of a run."""
    made = Server()
    yield made
    made.end()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Endpoint:
    """The store of a test: moto's, or the one that it is given as a parameter."""
    store: Endpoint = request.getfixturevalue(getattr(request, "param", "moto"))
    return store


@pytest.fixture
def shelf(server: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A bucket of its own, and a key for it in the environment."""
    for name, value in KEY.items():
        monkeypatch.setenv(name, value)
    # Whoever runs the tests may have keys of their own.
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    return Shelf(server.endpoint, f"bucket-{next(_NUMBERS)}", tmp_path / "work")
