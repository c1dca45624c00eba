from __future__ import annotations

from pathlib import Path

import pytest

from newsroom.commands import make
from tests.building import NOW, Project, tree


def test_a_build_goes_to_the_folders_that_are_named(
    site: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Relative to where the command is given, as with any other program."""
    monkeypatch.chdir(tmp_path)
    site.content.rename(site.root / "sources")
    assert make.make(site.root, production=False, output="there", content="site/sources", now=NOW) == 0
    assert (tmp_path / "there" / "index.html").is_file()


def test_a_production_build_uses_publishconf(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITEURL", "https://qn.example")
    assert make.make(site.root, production=True, now=NOW) == 0
    assert "https://qn.example" in site.page("/")


def test_a_profile_says_where_the_time_went(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert make.make(site.root, production=False, profile=True) == 0
    lines = capsys.readouterr().out.splitlines()
    stages = [line.split("%", 1)[1].strip() for line in lines if "%" in line]
    assert {"documents: stories", "render", "plan: stories"} <= set(stages)
    seconds = [float(line.split()[0]) for line in lines if " s " in line and "%" in line]
    assert seconds[:-1] == sorted(seconds[:-1], reverse=True)
    assert seconds[-1] == pytest.approx(sum(seconds[:-1]), abs=0.001 * len(seconds))
    assert lines[-1].endswith(" s")


def test_a_rebuild_leaves_the_same_tree(site: Project) -> None:
    assert make.make(site.root, production=False, now=NOW) == 0
    before = site.tree()
    assert make.rebuild(site.root, NOW) == 0
    assert site.tree() == before


def test_a_rebuild_with_problems_leaves_the_last_good_site(site: Project) -> None:
    assert make.make(site.root, production=False, now=NOW) == 0
    before = site.tree()
    site.story("world/2026/broken", "---\ntitle: Broken\n---\n")
    assert make.rebuild(site.root, NOW) == 1
    assert site.tree() == before


def test_clean_takes_away_what_builds_made_and_nothing_else(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: raw for path, raw in tree(site.root).items() if not path.startswith(".cache/")}
    assert make.make(site.root, production=False, now=NOW) == 0
    (site.root / ".cache").mkdir(exist_ok=True)
    (site.root / "public").mkdir()
    (site.root / "public" / "kept").write_text("kept")
    capsys.readouterr()
    assert make.clean(site.root) == 0
    assert "output" in capsys.readouterr().out
    assert tree(site.root) == {**before, "public/kept": b"kept"}
    assert make.clean(site.root) == 0
    assert capsys.readouterr().out == "there is nothing to take away\n"


def test_clean_does_not_follow_a_link(site: Project, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "precious").write_text("precious")
    site.output.symlink_to(other)
    assert make.clean(site.root) == 1
    assert (other / "precious").is_file()
