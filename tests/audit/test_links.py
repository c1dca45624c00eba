"""Nothing in the whole output leads to what is not there: pages, fragments, pictures, styles, scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.audit.conftest import URL, run
from tests.building import ROOT

pytestmark = pytest.mark.audit


def checked(site: Path) -> tuple[int, str]:
    """Return how hyperlink ended that went through a site from its front page, and what it said."""
    program = ROOT / "node_modules" / ".bin" / "hyperlink"
    ended = run([program, "--canonicalroot", URL, "--root", site, "-r", "-i", site / "index.html"])
    return ended.returncode, ended.stdout


def test_everything_that_is_linked_is_there(magazine: Path) -> None:
    code, said = checked(magazine)
    assert [line for line in said.splitlines() if line.startswith("not ok")] == []
    assert code == 0
    assert said.count("\nok ") > 1000


def test_it_would_be_seen(magazine: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(magazine, site)
    page = site / "about" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", '<a href="#nowhere">x</a><img src="/gone.webp"></main>'))
    code, said = checked(site)
    assert code != 0
    assert "#nowhere" in said
    assert "gone.webp" in said
