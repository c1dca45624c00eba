"""The cache is a folder of its own: nothing else may lie in it, and it may not lie among the sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import Project, said


@pytest.mark.parametrize(
    "name",
    ["/", "~", ".", "", "..", "../..", "content", "content/.cache", "theme", "theme/x", "output", ".git", ".git/cache",
     "content/../content", "publishconf.py", "a-link"],
)  # fmt: skip
def test_a_cache_that_is_something_else_is_refused_and_nothing_is_written(site: Project, name: str) -> None:
    (site.root / "a-link").symlink_to(site.content)
    (site.root / "output").mkdir()
    folder = str(Path.home()) if name == "~" else name
    site.setting(f'NEWSROOM_CACHE = "{folder}"')
    before = sorted(site.root.rglob("*"))
    [problem] = said(site.build())
    assert problem.startswith("pelicanconf.py: setting-value: NEWSROOM_CACHE: ")
    assert "such as .cache" in problem
    assert [path for path in sorted(site.root.rglob("*")) if path.name != ".output.lock"] == before


@pytest.mark.parametrize("name", ["kept", "deep/kept", "../beside"])
def test_a_folder_of_its_own_is_taken(site: Project, name: str) -> None:
    site.setting(f'NEWSROOM_CACHE = "{name}"')
    assert said(site.build(check_only=True)) == []


@pytest.mark.parametrize("name", ["check/1/site", "publish/web/build/site", "takedown/1/site"])
def test_tasks_build_in_folders_of_the_cache_that_are_theirs(site: Project, name: str) -> None:
    assert said(site.build(output=site.root / ".cache" / name)) == []
    assert (site.root / ".cache" / name / "index.html").is_file()


def test_an_output_elsewhere_in_the_cache_is_refused(site: Project) -> None:
    [problem] = said(site.build(output=site.root / ".cache" / "pages"))
    assert "holds more than what is kept between builds" in problem
