from __future__ import annotations

import pytest

from newsroom.commands.build.safety import safety
from newsroom.core.promises import PROMISES
from tests.building import NOW, Project


def test_every_promise_has_its_line_and_the_output_is_left_alone(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    site.tips()
    assert safety(site.root, NOW) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("kept")]
    assert [line.split()[1].rstrip(":") for line in told] == list(PROMISES)
    assert not site.output.exists()


def test_a_promise_that_nobody_looks_after_is_not_kept(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    site.setting('PLUGINS = [name for name in PLUGINS if name != "newsroom.features.text_edition"]')
    assert safety(site.root, NOW) == 1
    assert "BROKEN  text-edition: no plugin in PLUGINS looks after this" in capsys.readouterr().err


def test_faults_in_the_content_are_told_first(site: Project, capsys: pytest.CaptureFixture[str]) -> None:
    site.story("world/2026/first-light", "no front matter")
    assert safety(site.root, NOW) == 1
    assert "front-matter-missing" in capsys.readouterr().err
