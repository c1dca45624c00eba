"""Settings files that cannot be run are named with the line to mend."""

from __future__ import annotations

import pytest

from newsroom.commands.build.build import BuildRequest, build
from tests.building import Project, problem_lines


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("SITEURL = \n", "setting-value: this is not valid Python; mend this line; git diff pelicanconf.py shows"),
        ("SITEURL = nope\n", "setting-value: this stops the settings: name 'nope' is not defined; mend this line;"),
        ('THEME = "nowhere"\n', 'setting-value: THEME: there is no folder "nowhere"; mend the name, or take the line'),
    ],
)
@pytest.mark.parametrize("production", [False, True])
def test_the_line_of_the_settings_that_fails_is_named(site: Project, line: str, told: str, production: bool) -> None:
    place = site.root / "pelicanconf.py"
    number = place.read_text("utf-8").count("\n") + 1
    place.write_text(f"{place.read_text('utf-8')}{line}", "utf-8")
    [problem] = problem_lines(build(BuildRequest(site.root, production=production)))
    assert problem.startswith(f"pelicanconf.py:{number}: {told}"), problem


def test_a_folder_of_sources_that_is_not_there_is_no_fault_of_the_settings(site: Project) -> None:
    nowhere = site.root / "nowhere"
    [problem] = problem_lines(build(BuildRequest(site.root, content=nowhere)))
    assert problem.startswith(f"{nowhere}: setting-value: there is no such folder; name the folder of the sources")
