"""``invoke brand``: draws what is missing, and leaves what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.commands.brand import brand, draw
from newsroom.features.brand.drawing import draw_all
from newsroom.features.brand.model import FILES
from newsroom.site.colours.making import palette

MAGAZINE = 'name = "Harbour News"\nshort_name = "HN"\n\n[colours]\nbrand = "#1c6e8c"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content/data").mkdir(parents=True)
    (tmp_path / "content/data/magazine.toml").write_text(MAGAZINE, "utf-8")
    return tmp_path


def test_all_files_are_drawn_from_name_and_colours(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert brand(root) == 0
    assert capsys.readouterr().out.splitlines() == [f"drew content/brand/{name}" for name in FILES]
    files = {path.name: path.read_bytes() for path in (root / "content/brand").iterdir()}
    assert files == draw_all("Harbour News", "HN", palette("#1c6e8c"))


def test_a_file_that_is_there_stays_unless_all_are_drawn_again(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "content/brand").mkdir()
    own = root / "content/brand/icon.svg"
    own.write_text("<svg/>", "utf-8")
    assert [path.name for path in draw(root)] == [name for name in FILES if name != "icon.svg"]
    assert own.read_text("utf-8") == "<svg/>"
    assert brand(root) == 0
    assert "invoke brand --again" in capsys.readouterr().out
    assert len(draw(root, again=True)) == len(FILES)
    assert own.read_text("utf-8") != "<svg/>"


def test_a_magazine_without_a_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content/data").mkdir(parents=True)
    assert brand(tmp_path) == 1
    assert "content/data/magazine.toml" in capsys.readouterr().err
