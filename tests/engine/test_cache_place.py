"""The cache is a folder of its own: nothing else may lie in it, and it may not lie among the sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import Project, problem_lines


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
    before = _written(site.root)
    [problem] = problem_lines(site.build())
    assert problem.startswith("pelicanconf.py: setting-value: NEWSROOM_CACHE: ")
    assert "such as .cache" in problem
    assert _written(site.root) == before


def _written(folder: Path) -> list[Path]:
    """Return all that lies below a folder, but for the lock and what Python compiles beside settings files."""
    aside = {".output.lock", "__pycache__"}
    return [path for path in sorted(folder.rglob("*")) if not aside & {path.name, path.parent.name}]


@pytest.mark.parametrize("name", ["kept", "deep/kept", "../beside"])
def test_a_folder_of_its_own_is_taken(site: Project, name: str) -> None:
    site.setting(f'NEWSROOM_CACHE = "{name}"')
    assert problem_lines(site.build(check_only=True)) == []


_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"


@pytest.mark.parametrize(
    "files",
    [
        {"thesis.odt": "x"}, {"deep/er/photo.jpg": "x"}, {".hidden": "x"}, {"CACHEDIR.TAG": ""},
        {"CACHEDIR.TAG": "Signature: 0", "a": ""}, {"CACHEDIR.TAG/x": _SIGNATURE}, {"looks": "x", "files/a": ""},
        {"pictures/me.jpg": "x", "files/cv.pdf": "x", "outputs/x": "x"}, {"empty": None}, {"a": f"\n{_SIGNATURE}"},
    ],
)  # fmt: skip
def test_a_folder_of_somebody_else_is_refused_and_stays_as_it_is(site: Project, files: dict[str, str | None]) -> None:
    place = site.root / "theirs"
    for name, words in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        if words is None:
            (place / name).mkdir()
        else:
            (place / name).write_text(words, "utf-8")
    site.setting('NEWSROOM_CACHE = "theirs"')
    before = sorted(place.rglob("*"))
    [problem] = problem_lines(site.build())
    assert problem.startswith("pelicanconf.py: setting-value: NEWSROOM_CACHE: ")
    assert "holds files of somebody else" in problem
    assert sorted(place.rglob("*")) == before


def test_a_tag_that_is_a_link_says_nothing(site: Project) -> None:
    place = site.root / "theirs"
    place.mkdir()
    (site.root / "tag").write_text(_SIGNATURE, "utf-8")
    (place / "CACHEDIR.TAG").symlink_to(site.root / "tag")
    site.setting('NEWSROOM_CACHE = "theirs"')
    [problem] = problem_lines(site.build())
    assert "holds files of somebody else" in problem


def test_a_cache_is_tagged_and_known_again(site: Project) -> None:
    """Without a tag it is another's, wherever it is not called `.cache`."""
    assert problem_lines(site.build()) == []
    tag = site.root / "kept" / "CACHEDIR.TAG"
    (site.root / ".cache").rename(tag.parent)
    site.setting('NEWSROOM_CACHE = "kept"')
    assert tag.read_text("utf-8").startswith(f"{_SIGNATURE}\n# ")
    assert problem_lines(site.build()) == []
    tag.unlink()
    [problem] = problem_lines(site.build())
    assert "holds files of somebody else" in problem


@pytest.mark.parametrize("name", ["check/1/site", "publish/web/build/site", "takedown/1/site"])
def test_tasks_build_in_folders_of_the_cache_that_are_theirs(site: Project, name: str) -> None:
    assert problem_lines(site.build(output=site.root / ".cache" / name)) == []
    assert (site.root / ".cache" / name / "index.html").is_file()


def test_an_output_elsewhere_in_the_cache_is_refused(site: Project) -> None:
    [problem] = problem_lines(site.build(output=site.root / ".cache" / "pages"))
    assert "holds more than what is kept between builds" in problem
