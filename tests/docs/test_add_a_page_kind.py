"""The guide "Add a page kind", followed word for word: its files are written, and its own tests are run."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import newsroom.features
from tests.building import ROOT, Project

GUIDE = (ROOT / "docs/how-to/add-a-page-kind.md").read_text("utf-8")
_FILE = re.compile(
    r"^`(?P<path>[\w./-]+)`[.:][^\n]*\n(?:(?!```|## )[^\n]*\n)*```\w*\n(?P<content>.*?)^```$", re.MULTILINE | re.DOTALL
)
FILES = {found["path"]: found["content"] for found in _FILE.finditer(GUIDE)}
_TESTS = "tests/features/events/test_events.py"


def _rows() -> list[str]:
    return re.findall(r"^\| `([\w./-]+)` \|", GUIDE.partition("\n## ")[0], re.MULTILINE)


def test_the_guide_changes_at_most_twelve_files_and_gives_those_that_are_new() -> None:
    rows = _rows()
    assert len(rows) <= 12
    assert set(FILES) <= set(rows)
    assert [path for path in rows if not (ROOT / path).is_file() and path not in FILES] == []


@pytest.fixture
def follow(tmp_path: Path, site: Project) -> Iterator[Project]:
    """A project in which the guide was followed; its package is importable for as long as the test runs."""
    for path, content in FILES.items():
        # Templates go to the project's own theme: those of the software belong to all tests.
        name = path.replace("plugins/newsroom/theme/", "theme/")
        target = (tmp_path if name.startswith("plugins/") else site.root) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, "utf-8")
    site.setting('PLUGINS = ["newsroom.features.events", *PLUGINS]' if "in any order" in GUIDE else _beside_issues())
    folder = str(tmp_path / "plugins/newsroom/features")
    newsroom.features.__path__.append(folder)
    yield site
    newsroom.features.__path__.remove(folder)
    for name in [name for name in sys.modules if name.startswith("newsroom.features.events")]:
        del sys.modules[name]
    vars(newsroom.features).pop("events", None)


def _beside_issues() -> str:
    return 'PLUGINS.insert(PLUGINS.index("newsroom.features.issues") + 1, "newsroom.features.events")'


def _tests() -> dict[str, Callable[[Project], None]]:
    scope: dict[str, Any] = {"__name__": "example"}
    exec(compile(FILES[_TESTS], _TESTS, "exec", dont_inherit=True), scope)  # noqa: S102  our own guide
    return {name: value for name, value in scope.items() if name.startswith("test_")}


@pytest.mark.parametrize("name", _tests())
def test_the_tests_of_the_guide_pass(name: str, follow: Project) -> None:
    _tests()[name](follow)
