"""Building and checking: the tasks `invoke build`, `rebuild`, `clean` and `check`."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pelican.settings import read_settings

from newsroom.commands.build.settings_faults import unread_settings
from newsroom.core.problems import Problem
from newsroom.engine.build_progress import Listener
from newsroom.engine.pelican.pelican_class import NewsroomPelican
from newsroom.engine.plan import Plan
from newsroom.engine.progress_display import Display
from newsroom.engine.report import BuildOutcome, print_profile, print_report
from newsroom.site.magazine.settings import FILE, magazine_settings


class BuildRequest(Struct, frozen=True):
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
        plan_wanted: plan and check even where nothing has changed, for the plan.
        trusting: take it that something changed, and that nobody has touched the output since the last build. An edit
            is on the disk sooner; a build that looks has to follow.
        last: the process ends after it, and need not free what the build made.
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
    plan_wanted: bool = False
    trusting: bool = False
    last: bool = False


def build(request: BuildRequest) -> BuildOutcome:
    """Build the site and return how it ended; prints nothing and raises for no mistake in content or settings."""
    return planned(request)[0]


def planned(request: BuildRequest) -> tuple[BuildOutcome, Plan | None]:
    """Build the site; return how it ended, and the plan, unless nothing was to do and none is wanted; see `build`."""
    if request.content and not request.content.is_dir():
        message, fix = "there is no such folder", "name the folder of the sources behind --content, or leave it out"
        problem = Problem(str(request.content), 0, 0, "setting-value", message, fix)
        return BuildOutcome([problem], request.output or request.root / "output"), None
    config = request.root / ("publishconf.py" if request.production else "pelicanconf.py")
    override: dict[str, Any] = {"NEWSROOM_CHECK_ONLY": request.check_only}
    if request.output:
        override["OUTPUT_PATH"] = str(request.output.absolute())
    if request.content:
        override["PATH"] = str(request.content.absolute())
        # The settings files read the magazine's own data from its usual folder.
        override |= _own_settings(request.content.absolute())
    if request.now:
        override["NEWSROOM_NOW"] = request.now
    if request.site_url:
        override["SITEURL"] = request.site_url
    if request.search:
        override["NEWSROOM_SEARCH"] = True
    # Settings files import these by name. A module that was imported once is not read again, and its lists may have
    # been changed.
    for module in ("pelicanconf", "newsroom.commands.default_settings"):
        sys.modules.pop(module, None)
    try:
        settings = read_settings(str(config), override=override)
    except Exception as error:  # noqa: BLE001  a settings file is code, and may raise anything
        problem = unread_settings(error, config)
        return BuildOutcome([problem], request.output or request.root / "output"), None
    pelican = NewsroomPelican(settings)
    pelican.progress.listener, pelican.trusting = request.listener, request.trusting
    pelican.plan_wanted = request.plan_wanted
    outcome = pelican.build()
    if request.last:
        _keep(pelican)
    return outcome, pelican.plan


def _keep(pelican: NewsroomPelican) -> None:
    """Keep what a build made until the process ends.

    To free a million objects one by one takes a seventh of the time of a small edit; the system takes back all at once.
    """
    # The list holds itself, and the collector passes over what is frozen.
    kept: list[object] = [pelican]
    kept.append(kept)
    gc.freeze()


def _own_settings(content: Path) -> dict[str, Any]:
    """Return the settings that the data file of another content folder gives; none where it has no such file."""
    if not (content / "data" / FILE).is_file():
        return {}
    own = magazine_settings(content)
    return {
        "SITENAME": own.name,
        "SITESUBTITLE": own.tagline,
        "TIMEZONE": own.zone,
        "DEFAULT_LANG": own.lang,
        "QUICK_EXIT_URL": own.quick_exit,
    }


def build_with_progress(request: BuildRequest) -> BuildOutcome:
    """Build, and show on the error output how far it is; see `build`."""
    return planned_with_progress(request)[0]


def planned_with_progress(request: BuildRequest) -> tuple[BuildOutcome, Plan | None]:
    """Build, and show on the error output how far it is; see `planned`."""
    display = Display()
    try:
        return planned(replace(request, listener=display))
    finally:
        display.close()


def report(outcome: BuildOutcome, *, check_only: bool = False, profile: bool = False, every: bool = False) -> int:
    """Print how a build ended; return the exit code, 1 when something stopped it.

    Args:
        outcome: how it ended.
        check_only: whether it was to look for problems alone.
        profile: whether to print where the time went.
        every: whether to print each problem, however many there are.
    """
    if profile:
        print_profile(outcome.progress)
    print_report(outcome, check_only=check_only, every=every)
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
