"""The gates: all that has to hold before readers get a release, in one list that `publish` and `check` go through.

A gate that is added here is asked by both: by `publish` of what it is about to publish, and by `check`, unless it needs
a target, of what would be published now.
"""

from __future__ import annotations

import enum
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from msgspec import Struct, field

from newsroom.commands.console import OperationError
from newsroom.commands.ledger import ledger, ledger_loss
from newsroom.commands.progress import CommandProgress
from newsroom.commands.publish import gates
from newsroom.commands.publish.site_address import configured, site_url
from newsroom.commands.settings import value
from newsroom.core import problems, urls
from newsroom.core.precompression import ENDINGS
from newsroom.core.problems import Problem
from newsroom.engine.cache.manifest import FileState
from newsroom.engine.edition import MissingDataError
from newsroom.engine.plan import Plan
from newsroom.features.headers.model import UnquotableText
from newsroom.features.links.model import ExpiredAddresses
from newsroom.features.page_weight.model import budgets as read_budgets
from newsroom.features.page_weight.settings import WeightSettings
from newsroom.publishing import repository, schema, secrets
from newsroom.publishing.difference import Difference
from newsroom.publishing.model import ReleaseFiles


class GateStage(enum.Enum):
    """When a gate can be asked; each stage has all that those before it had."""

    BEFORE = "before anything is built"
    BUILT = "when the site is built"
    WHOLE = "when it is known what of the site is new"


class Release(Struct, frozen=True):
    """The release that is about to be published, as far as it is known.

    Args:
        root: the project's folder.
        problems: problems that the build found.
        plan: plan of the build; None where it is not known.
        site: the folder of the built site.
        states: state of each file in that folder.
        servers: returns what web servers are told; None where there is no plan.
        files: files of the built site, by path.
        changes: how it differs from what readers have; where that is not known, all that has to be looked at is new.
        since: the commit that readers have; empty where it is not known.
        live: the files that readers have.
        folder: the target's own folder in the project, where git does not ignore it.
        going: addresses that somebody has asked to remove.
    """

    root: Path
    problems: Collection[Problem] = ()
    plan: Plan | None = None
    site: Path = Path()
    states: Mapping[str, FileState] = field(default_factory=dict)
    servers: Callable[[], Mapping[str, str]] | None = None
    files: ReleaseFiles = field(default_factory=dict)
    changes: Difference = field(default_factory=lambda: Difference((), (), ()))
    since: str = ""
    live: ReleaseFiles = field(default_factory=dict)
    folder: str = ""
    going: Collection[str] = ()


class Gate(Struct, frozen=True):
    """One thing that has to hold.

    Args:
        name: its name in docs/reference/gates.md.
        asks: the condition, in a clause.
        ask: yields what is wrong.
        stage: when it can be asked.
        option: the option of `invoke publish` that lets through what it finds; empty where none does.
        needs_target: whether only the target knows; `check` leaves such a gate out.
        of_publisher: whether it is about the machine that publishes; `check` tells it, and does not fail for it, since
            most who write never publish.
    """

    name: str
    asks: str
    ask: Callable[[Release], Iterable[Problem]]
    stage: GateStage
    option: str = ""
    needs_target: bool = False
    of_publisher: bool = False

    @property
    def fails_check(self) -> bool:
        """Whether `check` fails for what it finds, and does not only tell it."""
        return not (self.option or self.of_publisher or self.needs_target)


def _address_given(release: Release) -> Iterator[Problem]:
    if not configured(release.root):
        yield from _problems_of(lambda: site_url(release.root), "publishconf.py", "setting-value")


def _address(release: Release) -> Iterator[Problem]:
    if configured(release.root):
        yield from _problems_of(lambda: site_url(release.root), "publishconf.py", "setting-value")


def _targets(release: Release) -> Iterable[Problem]:
    return schema.load(release.root)[2]


def _committed(release: Release) -> Iterator[Problem]:
    asked = lambda: gates.committed(release.root, [ledger.shown_path(release.root)], release.folder)  # noqa: E731  read with what follows
    yield from _problems_of(asked, "content", "release-commit")


def _ledger(release: Release) -> Iterable[Problem]:
    return ledger_loss.problems(release.root)


def _problems(release: Release) -> Iterable[Problem]:
    return problems.stopping(release.problems)


def _plain_files(release: Release) -> Iterator[Problem]:
    for path in sorted(path for path, state in release.states.items() if state[0] < 0 and not path.endswith("/")):
        message = f"/{path} is no plain file, and cannot be published"
        fix = "look for the plugin that made it, and take it out of PLUGINS"
        yield Problem("output", 0, 0, "release-files", message, fix)


def _servers(release: Release) -> Iterator[Problem]:
    """Yield problems with values that web servers would misread."""
    if release.servers is not None and not problems.errors(release.problems):
        try:
            release.servers()
        except UnquotableText as fault:
            fix = "write the address, or the setting, with letters, digits and hyphens alone"
            yield Problem("content", 0, 0, "release-files", str(fault), fix)
        except MissingDataError:
            message = "the files for web servers cannot be written without the plugins of headers and of old addresses"
            fix = 'put "newsroom.features.headers" and "newsroom.features.addresses" back into PLUGINS'
            yield Problem("pelicanconf.py", 0, 0, "plugin-missing", message, fix)


def _theme_weight(release: Release) -> Iterator[Problem]:
    """Yield parts of the theme that are too heavy; a build reports stories, which their writers can mend."""
    weight = release.plan.edition.settings.find(WeightSettings) if release.plan is not None else None
    if weight is not None:
        budgets = weight.budgets
    else:
        budgets, _ = read_budgets(value(release.root, "publishconf.py", "PAGE_BUDGETS") or {})
    yield from _problems_of(
        lambda: gates.check_theme_weight(release.site, release.changes, budgets), "theme", "theme-weight"
    )


def _no_secrets(release: Release) -> Iterator[Problem]:
    own = secrets.of_environment(os.environ)
    fix = "take it out, and change it: others may know it"
    new = {*release.changes.added, *release.changes.changed}
    # An earlier publish sought keys of known forms in files that did not change. Values of the environment may be other
    # ones now, and are kept nowhere.
    for path in sorted(new | release.files.keys() if own else new):
        if not path.endswith(ENDINGS):
            raw = (release.site / path).read_bytes()
            for what in secrets.matches(raw, own) if path in new else secrets.values_in(raw, own):
                message = f"a secret would be published: /{path} holds {what}"
                yield Problem(_source(release, path), 0, 0, "secret", message, fix)
    for finding in secrets.in_changes(repository.changes(release.root, release.since), own):
        yield Problem(finding.partition(" holds ")[0], 0, 0, "secret", f"a secret would be published: {finding}", fix)


def _no_losses(release: Release) -> Iterator[Problem]:
    lapsed = release.plan.edition.get(ExpiredAddresses).addresses if release.plan else ()
    meant = {*lapsed, *release.going}
    asked = lambda: gates.nothing_lost(release.live, release.files, meant)  # noqa: E731  read with what follows
    yield from _problems_of(asked, "output", "release-loss")


#: All of them, in the order in which they are asked.
GATES = (
    Gate(
        "address-given", "the site's address is known (`SITEURL`)", _address_given, GateStage.BEFORE, of_publisher=True
    ),
    Gate("address", "the site's address, when it is known, is valid", _address, GateStage.BEFORE),
    Gate("targets", "publish.toml can be read", _targets, GateStage.BEFORE),
    Gate(
        "commit",
        "everything is committed, and pushed where there is a remote",
        _committed,
        GateStage.BEFORE,
        "allow-dirty",
    ),
    Gate("ledger", "the ledger has every address that git knows of it", _ledger, GateStage.BEFORE),
    Gate(
        "problems",
        "there is no error, and no warning that no story waives ([rules](rules.md), with the leak scan)",
        _problems,
        GateStage.BUILT,
    ),
    Gate("files", "the site has only plain files: no links, no devices", _plain_files, GateStage.BUILT),
    Gate("servers", "every address and header can stand in a web server's configuration", _servers, GateStage.BUILT),
    Gate(
        "weight",
        "the theme keeps to its page-weight budgets (`invoke page-weight`); the build checks the stories",
        _theme_weight,
        GateStage.WHOLE,
    ),
    Gate(
        "secrets",
        "the site and the changed files contain no secret: no value of an environment variable with a name such as "
        "TOKEN, SECRET or PASSWORD, and nothing that looks like a key of a well-known service",
        _no_secrets,
        GateStage.WHOLE,
    ),
    Gate(
        "losses",
        "readers lose no feed, robots.txt or front page, and no more than one page in twenty, apart from what "
        "expired or is taken down",
        _no_losses,
        GateStage.WHOLE,
        "allow-removals",
        needs_target=True,
    ),
)


def asked(
    stage: GateStage, release: Release, let_through: Collection[str] = (), progress: CommandProgress | None = None
) -> list[Problem]:
    """Return the problems that the gates of a stage find.

    Args:
        stage: the stage.
        release: the release that is about to be published.
        let_through: options of `invoke publish` that were given.
        progress: told of each gate.
    """
    wanted = (gate for gate in GATES if gate.stage is stage and gate.option not in {*let_through} - {""})
    return _found(wanted, release, progress)


def checked(
    stage: GateStage, release: Release, *, failing: bool = True, progress: CommandProgress | None = None
) -> list[Problem]:
    """Return the problems that the gates of a stage find without a target.

    Args:
        stage: the stage.
        release: the release that would be published now.
        failing: whether those are asked that `check` fails for, or those of which it only tells.
        progress: told of each gate.
    """
    wanted = (gate for gate in GATES if gate.stage is stage and not gate.needs_target and gate.fails_check is failing)
    return _found(wanted, release, progress)


def _found(gates: Iterable[Gate], release: Release, progress: CommandProgress | None) -> list[Problem]:
    found: list[Problem] = []
    for gate in gates:
        with progress.stage(f"gate: {gate.name}") if progress else nullcontext():
            found += gate.ask(release)
    return found


def check_gates(
    stage: GateStage, release: Release, let_through: Collection[str] = (), progress: CommandProgress | None = None
) -> None:
    """Refuse to publish where a gate of a stage finds a problem.

    Raises:
        OperationError: there is some; the message has a line for each.
    """
    gate_problems = asked(stage, release, let_through, progress)
    if gate_problems:
        raise OperationError("\n".join(f"{it.message}; {it.fix}" if it.fix else it.message for it in gate_problems))


def _problems_of(ask: Callable[[], object], path: str, rule: str) -> Iterator[Problem]:
    """Yield a problem for the error that a function raises."""
    try:
        ask()
    except OperationError as refusal:
        message, _, fix = str(refusal).partition("; ")
        yield Problem(path, 0, 0, rule, message, fix)


def _source(release: Release, path: str) -> str:
    """Return the file of content/ that a page of the site is made of; where it is not known, the page."""
    page = release.plan.pages.get(urls.address_of(path)) if release.plan else None
    return page.source if page and (release.root / page.source).is_file() else f"output/{path}"
