from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from newsroom.commands.upgrade import environment, overrides, package, pin
from newsroom.commands.upgrade.changelog import news
from newsroom.commands.upgrade.package import Package
from newsroom.commands.upgrade.pin import Pin
from newsroom.commands.upgrade.pinned_packages import differences
from newsroom.core.operation_error import OperationError
from tests.building import ROOT
from tests.commands.repositories import git
from tests.commands.upgrade.packages import wheel

_COMMIT = "0123456789abcdef0123456789abcdef01234567"


# ---------------------------------------------------------------------------------------------------- what is shown


def test_the_changelog_shows_entries_that_are_new_below_their_headings() -> None:
    before = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n- Two,\n  on two lines.\n"
    after = (
        "# Changelog\n\nWords.\n\n## [Unreleased]\n\n### Changed\n\n- Four.\n\n## [1.0.0]\n\n### Added\n\n"
        "- Three,\n  on two lines.\n- One.\n- Two,\n  on two lines.\n"
    )
    assert news(before, after) == [
        *("## [Unreleased]", "", "### Changed", "", "- Four.", ""),
        *("## [1.0.0]", "", "### Added", "", "- Three,", "  on two lines."),
    ]
    assert news(after, after) == []
    assert [line for line in news("", before) if line.startswith("-")] == ["- One.", "- Two,"]


def test_packages_are_compared_by_name_and_by_the_system_that_they_are_for() -> None:
    before = "# made\nA_b==1\nboth==1 ; sys_platform == 'win32'\nboth==2 ; sys_platform != 'win32'\ngone==1\nsame==3\n"
    after = "a-b==1.1\nboth==1 ; sys_platform == 'win32'\nboth==3 ; sys_platform != 'win32'\nnew==2\nsame==3\n"
    before_on_systems = "1 (sys_platform == 'win32'), 2 (sys_platform != 'win32')"
    after_on_systems = before_on_systems.replace("2 (", "3 (")
    assert differences(before, after) == [
        "a-b: 1 becomes 1.1",
        f"both: {before_on_systems} becomes {after_on_systems}",
        "gone: 1 is no longer needed",
        "new: 2 is new",
    ]


def test_a_wheel_and_the_running_software_are_described_alike(tmp_path: Path) -> None:
    described, running = package.of_wheel(wheel(tmp_path, "2.0.0")), package.running()
    assert described.version == "2.0.0"
    assert described.theme == running.theme
    assert "templates/base.html" in running.theme
    assert running.changelog == (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert running.constraints == (ROOT / "constraints.txt").read_text("utf-8")
    with pytest.raises(OperationError, match="older than `invoke upgrade`"):
        package.of_wheel(wheel(tmp_path, "0.1.0", {"release/constraints.txt": None}))


# ------------------------------------------------------------------------------------------- a magazine's own files


def test_a_file_of_the_magazine_is_behind_until_its_line_is_deleted(tmp_path: Path) -> None:
    old, new = (Package("1", "", "", {"templates/a.html": package.digest(raw)}) for raw in (b"old", b"new"))
    own = tmp_path / "theme" / "templates" / "a.html"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    own.with_name("only_mine.html").write_text("mine")
    made_from = overrides.originals(tmp_path, old)
    assert overrides.behind(made_from, new) == ["templates/a.html"]
    assert overrides.behind(made_from, old) == []
    # The next upgrade, which changes nothing of it, names it again.
    (tmp_path / overrides.ORIGINALS).write_text(overrides.text_of(made_from))
    assert overrides.behind(overrides.originals(tmp_path, new), new) == ["templates/a.html"]
    (tmp_path / overrides.ORIGINALS).write_text(overrides.text_of({}))
    assert overrides.behind(overrides.originals(tmp_path, new), new) == []


def test_a_file_with_the_bytes_of_the_original_is_not_behind(tmp_path: Path) -> None:
    new = Package("2", "", "", {"templates/a.html": package.digest(b"new")})
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    (tmp_path / "theme" / "templates" / "a.html").write_bytes(b"new")
    (tmp_path / overrides.ORIGINALS).write_text(overrides.text_of({"templates/a.html": package.digest(b"old")}))
    assert overrides.behind(overrides.originals(tmp_path, new), new) == []
    assert overrides.behind(overrides.originals(tmp_path, new), Package("3", "", "", {})) == ["templates/a.html"]


# ---------------------------------------------------------------------------------------------------------- sources


def _required(root: Path, text: str) -> Path:
    (root / "requirements.txt").write_text(text)
    return root


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"newsroom @ git+https://git.example/n.git@{_COMMIT}", Pin("git+https://git.example/n.git", _COMMIT)),
        (
            f"newsroom@git+ssh://git@git.example/n.git@{_COMMIT}  # v1.2",
            Pin("git+ssh://git@git.example/n.git", _COMMIT, "v1.2"),
        ),
        ("newsroom @ file:///a%20b/newsroom-1.2-py3-none-any.whl", Pin("/a b/newsroom-1.2-py3-none-any.whl")),
        ("newsroom @ file:///srv/newsroom", Pin("/srv/newsroom")),
    ],
)
def test_each_kind_of_source_is_read(tmp_path: Path, line: str, expected: Pin) -> None:
    assert pin.read(_required(tmp_path, f"# newsroom\npelican-x==1\n{line}\n")) == expected
    assert pin.replaced(tmp_path, "other") == "# newsroom\npelican-x==1\nother\n"
    if expected.is_git:
        assert pin.read(_required(tmp_path, expected.line(tmp_path) + "\n")) == expected


@pytest.mark.parametrize("text", ["pelican==4\n", "newsroom==1\n", "newsroom @ file:///a\nnewsroom @ file:///b\n"])
def test_requirements_name_the_software_once(tmp_path: Path, text: str) -> None:
    with pytest.raises(OperationError, match="needs one line for the software"):
        pin.read(_required(tmp_path, text))


def test_the_softwares_own_repository_is_no_magazine() -> None:
    with pytest.raises(OperationError, match="renewed with git pull"):
        pin.read(ROOT)


def test_a_wheel_is_pinned_by_its_digest_and_in_the_project_by_its_path(tmp_path: Path) -> None:
    inside, outside = (tmp_path / name / "newsroom-1.0-py3-none-any.whl" for name in ("project", "wheels"))
    for path in (inside, outside):
        path.parent.mkdir()
        path.write_bytes(b"wheel")
    root = inside.parent
    assert Pin(str(inside)).line(root) == "./newsroom-1.0-py3-none-any.whl"
    digest = hashlib.sha256(b"wheel").hexdigest()
    assert Pin(str(outside)).line(root) == f"newsroom @ {outside.as_uri()}#sha256={digest}"
    for path in (inside, outside):
        assert pin.read(_required(root, Pin(str(path)).line(root))) == Pin(str(path))


def test_the_newest_wheel_beside_the_present_one_is_taken_or_the_one_of_a_version(tmp_path: Path) -> None:
    wheels = {version: tmp_path / f"newsroom-{version}-py3-none-any.whl" for version in ("1.9.0", "1.10.0", "1.2.0")}
    for path in wheels.values():
        path.touch()
    present = Pin(str(wheels["1.9.0"]))
    assert pin.chosen(tmp_path, present, "") == Pin(str(wheels["1.10.0"]))
    assert pin.chosen(tmp_path, present, "v1.2.0") == Pin(str(wheels["1.2.0"]))
    assert pin.chosen(tmp_path, present, str(wheels["1.2.0"])) == Pin(str(wheels["1.2.0"]))
    with pytest.raises(OperationError, match=r'no wheel of version "3" .* 1\.2\.0, 1\.9\.0, 1\.10\.0'):
        pin.chosen(tmp_path, present, "3")


def test_git_is_pinned_at_the_commit_of_the_newest_version_or_of_what_is_wanted(tmp_path: Path) -> None:
    software = tmp_path / "software"
    software.mkdir()
    git(software, "init", "-q", "-b", "main")
    who = ("-c", "user.name=R", "-c", "user.email=r@magazine.example")
    commits = {}
    for name in ("v1.9.0", "v1.10.0", "nightly", "later"):
        (software / "pyproject.toml").write_text(name)
        git(software, "add", "-A")
        git(software, *who, "commit", "-q", "-m", name)
        commits[name] = git(software, "rev-parse", "HEAD").strip()
        if name != "later":
            git(software, *who, "tag", "-a", name, "-m", name)
    location = f"git+{software.as_uri()}"
    present = Pin(location, commits["v1.9.0"], "v1.9.0")
    assert pin.chosen(tmp_path, present, "") == Pin(location, commits["v1.10.0"], "v1.10.0")
    assert pin.chosen(tmp_path, present, "1.9.0") == present
    assert pin.chosen(tmp_path, present, "nightly") == Pin(location, commits["nightly"], "nightly")
    assert pin.chosen(tmp_path, present, "main") == Pin(location, commits["later"])
    assert pin.chosen(tmp_path, present, commits["later"]) == Pin(location, commits["later"])
    assert pin.chosen(tmp_path, Pin("/elsewhere"), f"{location}@v1.9.0") == present
    # A folder that git keeps is pinned too, as long as all of it is committed.
    assert pin.chosen(tmp_path, present, str(software)) == Pin(location, commits["later"])
    (software / "new").touch()
    assert pin.chosen(tmp_path, present, str(software)) == Pin(str(software))
    with pytest.raises(OperationError, match=r'no tag or branch "2\.0" .* v1\.9\.0, v1\.10\.0'):
        pin.chosen(tmp_path, present, "2.0")


# ----------------------------------------------------------------------------------------------------- environments


@pytest.mark.parametrize("at_once", [True, False])
def test_two_folders_exchange_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    if not at_once:
        monkeypatch.setattr(environment, "_exchanged", lambda one, other: False)
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    environment.exchange(tmp_path / "one", tmp_path / "other")
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        *("one", "one/other", "other", "other/one")
    ]


def test_variables_that_name_packages_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("KEPT", "yes")
    assert "PYTHONPATH" not in environment.clean_variables()
    assert environment.clean_variables({"MORE": "1"}).items() >= {"KEPT": "yes", "MORE": "1"}.items()
