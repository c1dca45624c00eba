"""What tests of the tasks share."""

from __future__ import annotations

import os

import pytest

from tests.building import ROOT


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the outer environment counts, and processes that a test starts find the newsroom."""
    for name in ("SITEURL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    path = os.pathsep.join(filter(None, [str(ROOT / "plugins"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("PYTHONPATH", path)
