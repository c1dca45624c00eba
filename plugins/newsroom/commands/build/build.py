"""Building and checking: the tasks `invoke build`, `rebuild`, `clean` and `check`."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pelican.settings import read_settings

from newsroom.core.problems import Problem
from newsroom.engine.build_progress import Listener
from newsroom.engine.pelican.pelican_class import NewsroomPelican
from newsroom.engine.plan import Plan
from newsroom.engine.progress_display import Display
from newsroom.engine.report import BuildOutcome, print_profile, print_report


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """Options of one build.

    Args:
        root: the project's folder, which holds pelicanconf.py.
        production: build with publishconf.py.
        output, content: folders in place of those in the settings.
        now: the moment that counts as now, ISO 8601 with an offset.
        check_only: look for problems and write nothing.
        site_url: the site's address in place of the one in the settings.
        listener: told how far the build is.
        search: make a search index, also of what is not for readers yet.
        trusting: take it that something changed, and that nobody has touched the output since the last build. An edit
            is on the disk sooner; a build that looks has to follow.
    """

    root: Path
    production: bool = False
    output: Path | None = None
    content: Path | None = None
    now: str | None = None
    check_only: bool = False
    site_url: str | None = None
    listener: Listener | None = None
    search: bool = False
    trusting: bool = False


def build(request: BuildRequest) -> BuildOutcome:
    """Build the site and return how it ended; prints nothing and raises for no mistake in content or settings."""
    return planned(request)[0]


def planned(request: BuildRequest) -> tuple[BuildOutcome, Plan | None]:
    """Build the site; return how it ended, and the plan, unless there was nothing to do; see `build`."""
    config = request.root / ("publishconf.py" if request.production else "pelicanconf.py")
    override: dict[str, Any] = {"NEWSROOM_CHECK_ONLY": request.check_only}
    if request.output:
        override["OUTPUT_PATH"] = str(request.output.absolute())
    if request.content:
        override["PATH"] = str(request.content.absolute())
    if request.now:
        override["NEWSROOM_NOW"] = request.now
    if request.site_url:
        override["SITEURL"] = request.site_url
    if request.search:
        override["NEWSROOM_SEARCH"] = True
    # publishconf.py imports it by name, and a module that was imported once is not read again.
    sys.modules.pop("pelicanconf", None)
    try:
        settings = read_settings(str(config), override=override)
    except Exception as error:  # noqa: BLE001  a settings file is code, and may raise anything
        fix = "mend the file; git diff shows what changed in it last"
        problem = Problem(config.name, 0, 0, "setting-value", f"{type(error).__name__}: {error}", fix)
        return BuildOutcome([problem], request.output or request.root / "output"), None
    pelican = NewsroomPelican(settings)
    pelican.progress.listener, pelican.trusting = request.listener, request.trusting
    return pelican.build(), pelican.plan


def build_with_progress(request: BuildRequest) -> BuildOutcome:
    """Build, and show on the error output how far it is; see `build`."""
    display = Display()
    try:
        return build(replace(request, listener=display))
    finally:
        display.close()


def report(outcome: BuildOutcome, *, check_only: bool = False, profile: bool = False) -> int:
    """Print how a build ended; return the exit code, 1 when something stopped it.

    Args:
        outcome: how it ended.
        check_only: whether it was to look for problems alone.
        profile: whether to print where the time went.
    """
    if profile:
        print_profile(outcome.progress)
    print_report(outcome, check_only=check_only)
    return 0 if outcome.ok else 1


def main(arguments: list[str] | None = None) -> int:
    """Build from a command line, as the rebuilding server does; return the exit code."""
    parser = argparse.ArgumentParser(prog="newsroom.commands.build.build", description="Build the site.")
    parser.add_argument("--root", type=Path, default=Path.cwd())
    parser.add_argument("--output", type=Path)
    parser.add_argument("--content", type=Path)
    parser.add_argument("--now")
    parser.add_argument("--production", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args(arguments)
    request = BuildRequest(given.root, given.production, given.output, given.content, given.now, given.check)
    return report(build_with_progress(request), check_only=given.check, profile=given.profile)


if __name__ == "__main__":
    sys.exit(main())
