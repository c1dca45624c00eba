"""Production build for a release, and its differences from the live site."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Console
from rich.table import Table

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.commands.console import OperationError, say
from newsroom.commands.progress import CommandProgress
from newsroom.commands.publish import gate_list
from newsroom.commands.publish.gate_list import GateStage, Release
from newsroom.commands.publish.release_site import ReleaseSite
from newsroom.commands.publish.server_files import server_files
from newsroom.core import problem_summary, urls
from newsroom.core.problems import caused_by_time
from newsroom.engine.cache.manifest import snapshot
from newsroom.engine.plan import Plan
from newsroom.engine.report import sentence
from newsroom.publishing import difference
from newsroom.publishing.difference import Difference
from newsroom.publishing.model import Receipt, ReleaseFiles, servers_digest
from newsroom.publishing.target import Target


class ReleaseBuild(Struct, frozen=True):
    """A site that was built for readers.

    Its folder, its address, its moment, its files, how many pages it has, what was planned, and what servers are told.
    """

    site: Path
    address: str
    moment: datetime
    files: ReleaseFiles
    pages: int
    plan: Plan
    servers: Mapping[str, str]


def built(
    root: Path, place: ReleaseSite, address: str, at: datetime, progress: CommandProgress, folder: str = ""
) -> ReleaseBuild:
    """Build a site for readers, and look at it; what has not changed since the last build there stays.

    Args:
        root: the project's folder.
        place: the folder that it is built in.
        address: the site's address.
        at: the moment that counts as now.
        progress: told how far it is.
        folder: the folder that web servers will serve it from; empty where that is not known.

    Raises:
        OperationError: there are problems, which are printed; or it cannot be read.
    """
    site = place.folder
    with progress.build() as listener:
        request = BuildRequest(
            root,
            production=True,
            output=site,
            now=at.isoformat(),
            site_url=address,
            listener=listener,
            plan_wanted=True,
        )
        outcome, plan = planned(request)
    progress.built(outcome.progress)
    problems = [problem for problem in outcome.problems if not problem.age]
    for line in problem_summary.lines(problems, command="invoke check --all"):
        say(line, error=True)
    if count := len(caused_by_time(outcome.problems)):
        say(f"{sentence(count)}; `invoke check` shows them", error=True)
    states = snapshot(site)
    servers = functools.cache(functools.partial(server_files, plan, folder)) if plan is not None else None
    release = Release(root, outcome.problems, plan, site, states, servers)
    gate_problems = gate_list.asked(GateStage.BUILT, release, progress=progress)
    known = set(outcome.problems)
    for problem in gate_problems:
        if problem not in known:
            say(str(problem), error=True)
    if plan is None or servers is None or gate_problems:
        raise OperationError("nothing was published: mend each problem, or waive a warning with the reason for it")
    with progress.stage("hash the built files"):
        files = place.digests.files(site, states)
    return ReleaseBuild(site, address, at, files, outcome.pages, plan, servers())


def compared(
    target: Target, build: ReleaseBuild, progress: CommandProgress
) -> tuple[Receipt | None, Difference, list[str]]:
    """Return the live receipt, the differences of the new site, and what somebody changed by hand, which is told."""
    with progress.stage("compare with the live release"):
        current = target.current()
        live = next((receipt for receipt in target.receipts() if receipt.release == current), None)
        drift = target.drift(live) if live else []
    if drift:
        more = f", and {len(drift) - 1} more" if len(drift) > 1 else ""
        say(f"changed behind our back: {drift[0]}{more}; what is published now takes its place", error=True)
    servers = live is None or live.servers != servers_digest(build.servers)
    return live, difference.between(live.files if live else {}, build.files, servers=servers), drift


def show_beside(live: Receipt | None, changes: Difference) -> None:
    """Print a difference, and the release that it is relative to."""
    say(f"beside {live.release}, which is live:" if live else "nothing is live yet:")
    # Of a first release, everything that web servers are told is new.
    show(changes if live else replace(changes, servers=False))


def show(changes: Difference) -> None:
    """Print a difference as a table."""
    rows = difference.table(changes)
    if changes.empty:
        say("nothing differs")
        return
    if changes.servers:
        say("what web servers are told differs")
    if not rows:
        return
    table = Table("kind", *(("added", "changed", "removed")))
    for row in rows:
        table.add_row(row.kind, *(f"{count:,}" if count else "" for count in row[1:]))
    Console(highlight=False).print(table)
    for path in changes.removed:
        if path.endswith(".html"):
            say(f"removed: {urls.address_of(path)}")
