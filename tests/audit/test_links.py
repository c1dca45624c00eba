"""Nothing in the whole output leads to what is not there: pages, fragments, pictures, styles, scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.audit.conftest import URL
from tests.audit.verdicts import hyperlink

pytestmark = pytest.mark.audit


def test_everything_that_is_linked_is_there(magazine: Path) -> None:
    wrong, said = hyperlink(magazine, URL)
    assert wrong == []
    assert said.count("\nok ") > 1000


def test_broken_links_are_found(magazine: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(magazine, site)
    page = site / "about" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", '<a href="#nowhere">x</a><img src="/gone.webp"></main>'))
    wrong, _ = hyperlink(site, URL)
    assert any("#nowhere" in line for line in wrong)
    assert any("gone.webp" in line for line in wrong)
