"""The magazine of the tests, built once for all audits."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.commands.build.build import BuildRequest, build
from tests.browser.conftest import browser_type_launch_args
from tests.browser.patience import patient_browsers
from tests.building import MAGAZINE_FOLDER, NOW, problem_lines

URL = "https://qn.example"


@pytest.fixture(scope="session")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the magazine as readers get it."""
    output = tmp_path_factory.mktemp("magazine") / "site"
    outcome = build(BuildRequest(MAGAZINE_FOLDER, production=True, output=output, now=NOW, site_url=URL))
    assert problem_lines(outcome) == []
    return output


__all__ = ["URL", "browser_type_launch_args", "magazine", "patient_browsers"]
