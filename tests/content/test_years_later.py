"""Effects of time alone: the magazine one, two and five years on, and a list of every module that asks the clock."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.commands.build.build import BuildRequest, build
from newsroom.core.problems import caused_by_time, stopping
from tests.building import MAGAZINE_FOLDER, ROOT
from tests.content.conftest import URL

PLUGINS = ROOT / "plugins" / "newsroom"
#: Attributes that hold the moment of a build, or moments at which something turns.
_CLOCKS = {"today", "utcnow", "time_ns", "turns", "moments", "is_out"}


@pytest.mark.parametrize("years", [1, 2, 5])
def test_the_magazine_can_be_published_years_on(years: int) -> None:
    """Nothing stops a publish, and what has grown old is what is known to: helplines."""
    now = f"{2026 + years}-12-01T09:00:00+10:00"
    outcome = build(BuildRequest(MAGAZINE_FOLDER, production=True, check_only=True, now=now, site_url=URL))
    assert stopping(outcome.problems) == []
    assert {problem.rule for problem in caused_by_time(outcome.problems)} == {"helpline-old"}


def test_every_module_that_asks_the_clock_is_in_the_table_of_what_time_changes() -> None:
    guide = (ROOT / "docs/reference/what-time-changes.md").read_text("utf-8")
    rows = [line.split("|") for line in guide.splitlines() if line.startswith("| ")][1:]
    listed = [name for row in rows for name in re.findall(r"`([\w.]+)`", row[5])]
    assert len(set(listed)) == len(listed)
    assert set(listed) == {_name(path) for path in PLUGINS.rglob("*.py") if any(_asks(path))}
    assert all(cell.strip() for row in rows for cell in row[1:-1])


def _name(path: Path) -> str:
    return path.relative_to(PLUGINS).with_suffix("").as_posix().replace("/", ".")


def _asks(path: Path) -> Iterator[bool]:
    """Yield a truth for each place in which a module asks what the time is, or keeps a moment at which it turns."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            of = ast.unparse(node.value)
            yield (
                node.attr in _CLOCKS
                or (node.attr == "now" and (of.endswith(("settings", "ours", "datetime"))))
                or (node.attr == "time" and of == "time")
            )
        elif isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2] == "life"
