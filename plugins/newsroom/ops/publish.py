"""``invoke publish``: a production build, all checks, plan, upload, verify, switch, receipt.

Whatever fails or is killed before the switch leaves readers with what they had, and the next publish clears it away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from newsroom.build.plan import Plan
from newsroom.build.report import sentence
from newsroom.core import problem_summary
from newsroom.core.host_names import site_fault
from newsroom.core.problems import aged, stopping
from newsroom.headers.model import Headers
from newsroom.ops import gates, hub, ledger, places
from newsroom.ops.build import BuildRequest, planned
from newsroom.ops.console import Refused, say, told
from newsroom.ops.server_files import server_files
from newsroom.ops.settings import setting
from newsroom.publishing import difference, model, repository
from newsroom.publishing.difference import Difference
from newsroom.publishing.directory import digest
from newsroom.publishing.model import Files, Receipt
from newsroom.publishing.store import Store
from newsroom.publishing.target import Target, outdated
from newsroom.stories.expired import Lapsed


@dataclass(frozen=True)
class Built:
    """A site that was built for readers.

    Its folder, its address, its moment, its files, how many pages it has, what was planned, and what servers are told.
    """

    site: Path
    address: str
    moment: datetime
    files: Files
    pages: int
    plan: Plan
    servers: Mapping[str, str]


@told
def publish(
    root: Path,
    name: str = "",
    folder: str = "",
    now: str = "",
    *,
    plan: bool = False,
    allow_removals: bool = False,
    allow_dirty: bool = False,
) -> int:
    """Build for readers and switch to the result.

    Args:
        root: the project's folder.
        name: the target in publish.toml; by default the one that it names.
        folder: a folder to publish to instead, relative to the project.
        now: the moment that counts as now, in ISO 8601 with an offset; by default SOURCE_DATE_EPOCH, else the present.
        plan: only say what would be added, changed and removed.
        allow_removals: publish although readers would lose much.
        allow_dirty: publish although something is in no commit, or not pushed.

    Returns:
        0, or 1 when something stands in the way; warnings count too.
    """
    started = time.monotonic()
    address, at = site_url(root), moment(now)
    target, keep = places.target(root, name, folder)
    if not (allow_dirty or plan):
        gates.committed(root, [ledger.PATH])
    if plan:
        with tempfile.TemporaryDirectory() as place:
            _show(_compared(target, built(root, Path(place) / "site", address, at, places.folder(target))))
        return 0
    with _undisturbed(), target.hold():
        for line in target.settle():
            say(line)
        with _workplace(target) as place:
            made = built(root, place / "site", address, at, places.folder(target))
            live, changes = _compared(target, made)
            if live is not None and changes.empty and live.servers == digest(made.servers):
                say(f"nothing has changed since {live.release}, which readers have")
                # It is not there yet when the last publish was killed right behind the switch.
                ledger.keep(root, made.plan, live)
                return 0
            gates.light(made.site, changes, made.plan.edition.settings.budgets)
            gates.no_secrets(root, made.site, [*changes.added, *changes.changed], live.commit if live else "")
            if not allow_removals:
                lapsed = made.plan.edition.get(Lapsed).addresses
                gates.nothing_lost(live.files if live else {}, made.files, lapsed)
            receipt = _receipt(root, target, made, live, changes)
            receipt = replace(receipt, seconds=round(time.monotonic() - started, 1))
            if isinstance(target, Store):
                # It sends with each file what a web server would decide.
                target.headers = made.plan.edition.get(Headers)
            target.put(made.site, receipt, made.servers)
            target.switch(receipt.release)
        ledger.keep(root, made.plan, receipt)
        hub.tell(made.plan.edition.settings.websub_hub, address, (*changes.added, *changes.changed))
        target.remove(outdated(target.receipts(), receipt.release, keep))
    say(f"published {receipt.line()}")
    return 0


def _receipt(root: Path, target: Target, made: Built, live: Receipt | None, changes: Difference) -> Receipt:
    """Return the receipt of what is about to be published; how long it took is not known yet."""
    return Receipt(
        release=model.release_id(made.moment, made.files),
        number=1 + max((known.number for known in target.receipts()), default=0),
        target=target.name,
        site_url=made.address,
        moment=made.moment,
        commit=repository.commit(root),
        by=places.by(),
        pages=made.pages,
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
        seconds=0.0,
        before=live.release if live else "",
        servers=digest(made.servers),
        files=made.files,
    )


def built(root: Path, site: Path, address: str, at: datetime, folder: str = "") -> Built:
    """Build a site for readers from nothing into a folder, and look at it.

    Args:
        root: the project's folder.
        site: the folder that it is built in.
        address: the site's address.
        at: the moment that counts as now.
        folder: the folder that web servers will serve it from; empty where that is not known.

    Raises:
        Refused: there are problems, which are printed; or it cannot be read.
    """
    request = BuildRequest(root=root, production=True, output=site, now=at.isoformat(), site_url=address)
    outcome, plan = planned(request)
    for line in problem_summary.lines([problem for problem in outcome.problems if not problem.age]):
        say(line, error=True)
    if count := len(aged(outcome.problems)):
        say(f"{sentence(count)}; `invoke check` shows them", error=True)
    if plan is None or stopping(outcome.problems):
        raise Refused("nothing was published: mend each problem, or waive a warning with the reason for it")
    try:
        files = model.read_files(site)
    except ValueError as error:
        raise Refused(f"nothing was published: {error}") from None
    return Built(site, address, at, files, outcome.pages, plan, server_files(plan, folder))


def _compared(target: Target, made: Built) -> tuple[Receipt | None, Difference]:
    """Return what is live and how the new site differs; say so when somebody changed by hand what is live."""
    current = target.current()
    live = next((receipt for receipt in target.receipts() if receipt.release == current), None)
    altered = target.altered(live) if live else []
    if altered:
        more = f", and {len(altered) - 1} more" if len(altered) > 1 else ""
        say(f"changed behind our back: {altered[0]}{more}; what is published now takes its place", error=True)
    return live, difference.between(live.files if live else {}, made.files)


def _show(compared: tuple[Receipt | None, Difference]) -> None:
    live, changes = compared
    say(f"beside {live.release}, which is live:" if live else "nothing is live yet:")
    show(changes)


def show(changes: Difference) -> None:
    """Print a difference as a table."""
    rows = difference.table(changes)
    if not rows:
        say("nothing differs")
        return
    table = Table("kind", *(("added", "changed", "removed")))
    for row in rows:
        table.add_row(row.kind, *(f"{count:,}" if count else "" for count in row[1:]))
    Console(highlight=False).print(table)
    for path in changes.removed:
        if path.endswith(".html"):
            say(f"removed: /{path.removesuffix('index.html')}")


@contextlib.contextmanager
def _workplace(target: Target) -> Iterator[Path]:
    place = target.workplace()
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Turn what disks do into a sentence."""
    try:
        yield
    except OSError as error:
        raise Refused(f"nothing was published: {error}") from error


def site_url(root: Path) -> str:
    """Return the address that a project's site is published at.

    Raises:
        Refused: when it is not known, or no address of a site.
    """
    address = (os.environ.get("SITEURL") or setting(root, "publishconf.py", "SITEURL")).rstrip("/")
    if not address:
        raise Refused("the site's address is not known; set SITEURL=https://… in the environment or in publishconf.py")
    fault = site_fault(address)
    if not fault and address.startswith("http:") and urlsplit(address).hostname not in ledger.TRIAL_HOSTS:
        fault = "readers come over https, and only a trial on this machine does not"
    if fault:
        shown = ascii(address)[1:-1]
        how = "write https:// and the name of the site, with nothing behind it"
        raise Refused(f'SITEURL is "{shown}"; {how} ({fault})')
    return address


def moment(given: str) -> datetime:
    """Return the moment that counts as now; see `publish`.

    Raises:
        Refused: what was given is none.
    """
    if given:
        try:
            found = datetime.fromisoformat(given)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            raise Refused(f'"{given}" is no moment with an offset; write it as 2026-11-23T09:00:00+10:00')
        return found
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(microsecond=0)
