"""``invoke check``: whether `invoke publish` would refuse, asked of all gates that need no target.

It builds the site for readers below the cache, from what the last check left there, so that only what is new is made
and looked at. What comes at a moment is looked at as it will be then: nobody is there when it turns out to be wrong.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from newsroom.commands import check_report, github, messages
from newsroom.commands.build.build import BuildRequest, planned
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.progress import CommandProgress, shown
from newsroom.commands.publish import gate_list
from newsroom.commands.publish.gate_list import GATES, GateStage, Release
from newsroom.commands.publish.publish import moment
from newsroom.commands.publish.server_files import server_files
from newsroom.commands.publish.site_address import site_url
from newsroom.core.problems import Problem, stopping
from newsroom.engine import report
from newsroom.engine.cache import digests, manifest
from newsroom.engine.cache.store import Cache, Records
from newsroom.engine.plan import Plan
from newsroom.engine.report import BuildOutcome
from newsroom.features.issues.model import Issues
from newsroom.features.stories.appointments import is_early
from newsroom.features.stories.collection import Stories
from newsroom.publishing import repository, secrets
from newsroom.publishing.difference import Difference

#: Where the site is built for this, below the project's folder.
PLACE = Path(".cache", "check")
#: The site's address where none is known, so that all else is looked at too.
STAND_IN = "https://address.invalid"


class CheckHistory(Struct):
    """Files and commits in which earlier checks found nothing.

    Args:
        context: the digest of all that a verdict depends on besides the files.
        files: the state of each file of the site.
        commit: the commit up to which the project holds no secret.
        ahead: the moments at which something was to come.
    """

    context: bytes = b""
    files: dict[str, manifest.FileState] = field(default_factory=dict)
    commit: str = ""
    ahead: list[datetime] = field(default_factory=list)


class Verdict(Struct, frozen=True):
    """The result of a check.

    Args:
        outcome: how the build for now ended, with all problems.
        notes: problems for which `invoke publish` has an option, or that are of this machine alone.
        pages: how many pages were looked at.
        ahead: the moments that were looked at besides.
        whole: whether the site could be built, so that every gate was asked.
    """

    outcome: BuildOutcome
    notes: list[Problem]
    pages: int
    ahead: list[datetime]
    whole: bool

    @property
    def blocking(self) -> list[Problem]:
        """Problems that publish will refuse."""
        return stopping(self.outcome.problems)


@with_messages
def check(root: Path, now: str = "", *, files: Sequence[str] = (), form: str = "text", every: bool = False) -> int:
    """Report everything that `invoke publish` would refuse; write nothing but the cache.

    Args:
        root: the project's folder.
        now: the moment that counts as now; by default the present.
        files: the files and folders whose problems are asked for; by default all.
        form: text, json or github, which prints annotations besides the text, as is done there in any case.
        every: whether to print each problem, however many there are.

    Returns:
        0, or 1 when a publish will be refused whatever its target, for a problem that was asked for.
    """
    if form not in check_report.FORMATS:
        raise OperationError(f'there is no format "{form}"; choose one of {", ".join(check_report.FORMATS)}')
    paths, at = check_report.paths_below(root, files), moment(now)
    with shown() as progress:
        result = verdict(root, at, progress)
    problems = [problem for problem in result.outcome.problems if check_report.is_in(problem, paths)]
    refused, elsewhere = bool(stopping(problems)), len(result.outcome.problems) - len(problems)
    notes = [f"{note.message}{f'; {note.fix}' if note.fix else ''}" for note in result.notes]
    if form == "json":
        more = [line for line, _ in report.notes(result.outcome)]
        check_report.print_json(problems, [*more, *notes], closing(result, at), ok=not refused, elsewhere=elsewhere)
        return int(refused)
    if form == "github" or github.runs_on_github():
        github.annotate(problems)
    check_report.print_problems(problems, every=every)
    report.say_all(report.notes(result.outcome))
    for note in notes:
        say(note)
    if elsewhere:
        say(f"{elsewhere:,} more problem{'' if elsewhere == 1 else 's'} in other files; invoke check shows all.")
    say(closing(result, at))
    return int(refused)


def verdict(root: Path, now: datetime, progress: CommandProgress) -> Verdict:
    """Ask every gate that needs no target; prints nothing.

    Args:
        root: the project's folder.
        now: the moment that counts as now.
        progress: told how far it is.
    """
    release = Release(root)
    gate_problems = gate_list.checked(GateStage.BEFORE, release)
    notes = gate_list.checked(GateStage.BEFORE, release, failing=False)
    try:
        address = site_url(root)
    except OperationError:
        address = STAND_IN
    request = BuildRequest(root, production=True, now=now.isoformat(), site_url=address)
    outcome, problems, ahead = _build_and_check(replace(request, output=root / PLACE / "site"), now, progress)
    whole, pages = outcome.ok, outcome.pages
    if whole:
        outcome.notes += messages.untranslated(root, root / PLACE / "site")
    known = {_comparable(problem) for problem in (*outcome.problems, *problems)}
    for number, then in enumerate(ahead):
        later = replace(request, output=root / PLACE / f"ahead-{number}", now=then.isoformat())
        other, more, _ = _build_and_check(later, then, progress)
        whole, pages = whole and other.ok, max(pages, other.pages)
        new = [it for it in stopping([*other.problems, *more]) if _comparable(it) not in known]
        problems += [replace(it, message=f"from {then:%Y-%m-%d %H:%M %z} on: {it.message}") for it in new]
    outcome.problems = [*gate_problems, *outcome.problems, *problems]
    outcome.arrange()
    return Verdict(outcome, notes, pages, ahead, whole)


def closing(result: Verdict, now: datetime) -> str:
    """Return the last sentence of `invoke check`: what it checked, and whether a publish would pass."""
    moments = ", ".join(f"{at:%Y-%m-%d %H:%M %z}" for at in (now, *result.ahead))
    looked = f"Looked at {result.pages:,} pages as readers would get them at {moments}"
    if count := len(result.blocking):
        rest = "" if result.whole else "; what only a whole site shows was not looked at"
        return f"{looked}: publish will refuse, for {count:,} problem{'' if count == 1 else 's'}{rest}."
    after = " once what stands above is done" if result.notes else ""
    apart = "; ".join(gate.asks for gate in GATES if gate.needs_target)
    green = f"Nothing stands in the way of a publish{after}, apart from what only the target knows"
    return f"{looked}. {green}: whether it can be reached and written to, and whether {apart}."


def _comparable(problem: Problem) -> tuple[str, int, str, str]:
    return problem.path, problem.line, problem.rule, problem.message


def _build_and_check(
    request: BuildRequest, now: datetime, progress: CommandProgress
) -> tuple[BuildOutcome, list[Problem], list[datetime]]:
    """Build a site for readers and ask its gates.

    Returns:
        How the build ended, what its gates found besides, and the moments at which something comes.
    """
    site = request.output or request.root
    with progress.build() as listener:
        outcome, plan = planned(replace(request, listener=listener))
    ahead = _scheduled_changes(plan, now)
    servers = partial(server_files, plan) if plan is not None else None
    release = Release(request.root, outcome.problems, plan, site, servers=servers)
    if not outcome.ok:
        gate_problems = gate_list.checked(GateStage.BUILT, release)
        return outcome, _further_problems(gate_problems, outcome), ahead or []
    cache = Cache(request.root / PLACE.parent, now)
    cached = Records(cache, "check", CheckHistory, b"")
    memory, files = _known_history(cached.get(str(site)), request.root), manifest.snapshot(site)
    new = tuple(sorted(path for path, stamp in files.items() if memory.files.get(path) != stamp))
    release = replace(release, states=files, changes=Difference(new, (), ()), since=memory.commit)
    gate_problems = gate_list.checked(GateStage.BUILT, release, progress=progress)
    gate_problems += gate_list.checked(GateStage.WHOLE, release, progress=progress)
    memory.ahead = [at for at in memory.ahead if at > now] if ahead is None else ahead
    if not gate_problems:
        memory.commit = "" if secrets.of_environment(os.environ) else repository.commit(request.root)
        memory.files = {} if secrets.of_environment(os.environ) else files
    cached.put(str(site), memory)
    cache.close()
    return outcome, _further_problems(gate_problems, outcome), memory.ahead


def _further_problems(problems: list[Problem], outcome: BuildOutcome) -> list[Problem]:
    known = set(outcome.problems)
    return [problem for problem in problems if problem not in known]


def _scheduled_changes(plan: Plan | None, now: datetime) -> list[datetime] | None:
    """Return the moments of scheduled changes; None where nothing was planned, as nothing changed."""
    if plan is None:
        return None
    edition = plan.edition
    issues = [issue.fields.date for issue in edition.get(Issues).all if issue.fields.status == "published"]
    return is_early((story.record for story in edition.get(Stories).all), now, issues)


def _known_history(history: CheckHistory | None, root: Path) -> CheckHistory:
    """Return the history of earlier checks; an empty one if the code or the settings have changed."""
    settings = [path.read_bytes() for name in ("pelicanconf.py", "publishconf.py") if (path := root / name).is_file()]
    context = digests.of(digests.code(), [digests.of_bytes(raw) for raw in settings])
    if history is None:
        return CheckHistory(context)
    # Values of this machine's own are not cached, so with them everything is looked at each time.
    known = history.context == context and not secrets.of_environment(os.environ)
    return history if known else CheckHistory(context, ahead=history.ahead)
