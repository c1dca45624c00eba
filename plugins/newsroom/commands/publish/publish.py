"""``invoke publish``: a production build, all checks, plan, upload, verify, switch, receipt.

A publish that fails or is killed before the switch leaves readers the last release; the next publish removes its files.
"""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsroom.commands import pauses, target_choice
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.follow_ups import FollowUpSteps, reason
from newsroom.commands.ledger import ledger, ledger_loss
from newsroom.commands.progress import CommandProgress, shown
from newsroom.commands.publish import gate_list, hub, recovery
from newsroom.commands.publish.activation import activate
from newsroom.commands.publish.gate_list import GateStage, Release
from newsroom.commands.publish.own_folder import keep_out_of_git, own_folder
from newsroom.commands.publish.recovery import PendingSteps, catch_up
from newsroom.commands.publish.release_build import ReleaseBuild, built, compared, show, show_beside
from newsroom.commands.publish.release_site import release_site
from newsroom.commands.publish.site_address import site_url
from newsroom.core import collector
from newsroom.features.headers.model import Headers
from newsroom.publishing import model, repository
from newsroom.publishing.difference import Difference
from newsroom.publishing.model import Receipt, servers_digest
from newsroom.publishing.target import Target, outdated

_MOVED = "content/data/moved.toml, [[moved]] or [[gone]]"
#: Tasks that compare and build as a publish does take these from here.
__all__ = ["built", "moment", "publish", "show", "site_url"]


class Order(Struct, frozen=True):
    """An order to publish: the site, the target and the options.

    ``started`` is by the clock that measures how long it takes; ``heed`` raises where the target is paused. ``ahead``
    is whether the moment has not come yet, and ``rehearsal`` whether it goes to a folder that was named besides.
    ``going`` are addresses that somebody has asked to remove. ``from_nothing`` is whether nothing is taken from earlier
    builds. ``progress`` is told how far it is.
    """

    root: Path
    target: Target
    keep: int
    address: str
    moment: datetime
    started: float
    allow_removals: bool
    push: bool
    heed: Callable[[], None]
    ahead: bool
    rehearsal: bool
    going: Collection[str]
    from_nothing: bool
    progress: CommandProgress


@with_messages
def publish(  # noqa: PLR0913  the options of the task
    root: Path,
    name: str = "",
    folder: str = "",
    now: str = "",
    *,
    plan: bool = False,
    allow_removals: bool = False,
    allow_dirty: bool = False,
    push: bool = True,
    despite_pause: bool = False,
    going: Collection[str] = (),
    from_nothing: bool = False,
) -> int:
    """Build for readers and switch to the result.

    Args:
        root: the project's folder.
        name: the target in publish.toml; by default the one that it names.
        folder: a folder to publish to instead, relative to the project.
        now: the moment that counts as now, in ISO 8601 with an offset; by default SOURCE_DATE_EPOCH, else the present.
            With one that has not come yet the ledger of addresses stays as it is.
        plan: only say what would be added, changed and removed.
        allow_removals: publish although readers would lose much.
        allow_dirty: publish although something is in no commit, or not pushed.
        push: push the commit of the ledger.
        despite_pause: publish although the target is paused.
        going: addresses that somebody has asked to remove, which are no loss.
        from_nothing: forget first what earlier builds made, and make all of it again.

    Returns:
        The exit code, by `newsroom.commands.exit_codes.MEANINGS`; warnings stop it too.
    """
    started = time.monotonic()
    address, at = site_url(root), moment(now)
    target, keep = target_choice.target(root, name, folder)
    if plan:
        with shown() as progress, release_site(root, target, from_nothing=from_nothing) as place:
            build = built(root, place, address, at, progress, target.server_folder)
            live, changes, _ = compared(target, build, progress)
        show_beside(live, changes)
        return ExitCode.DONE
    heed = _go_on if despite_pause else partial(pauses.heed, target, name, folder)
    heed()
    own = own_folder(root, target)
    gate_list.check_gates(GateStage.BEFORE, Release(root, folder=own), ["allow-dirty"] if allow_dirty else [])
    ahead = at > moment("")
    progress = CommandProgress()
    order = Order(
        root,
        target,
        keep,
        address,
        at,
        started,
        allow_removals,
        push,
        heed,
        ahead,
        bool(folder),
        going,
        from_nothing,
        progress,
    )
    after = FollowUpSteps(command("publish", address, name, folder, now, allow_dirty=allow_dirty))
    hub_command = command("hub", "", name, folder)
    try:
        # Receipts have a line for each file: the collector would look through all of them many times.
        with collector.paused(), target.lock():
            keep_out_of_git(root, own)
            _publish_locked(order, after, hub_command)
    except KeyboardInterrupt:
        if not after.release:
            after.end()
            say("stopped; nothing was published", error=True)
            return ExitCode.INTERRUPTED
        after.add("the publish was stopped before it had ended")
    except (OperationError, OSError) as fault:
        places = {"cache": root / ".cache"} | ({"target": target.local_folder} if target.local_folder else {})
        why = reason(fault, places)
        if not after.release:
            after.end()
            raise (
                fault if isinstance(fault, OperationError) else OperationError(f"nothing was published: {why}")
            ) from None
        after.add(f"{target.where} was not left in order ({why})")
    finally:
        progress.close()
    return after.end()


def _go_on() -> None:
    """Heed no pause."""


def _publish_locked(order: Order, after: FollowUpSteps, hub_command: str) -> None:
    """Publish while holding the lock; errors are raised before the activation, and none after it."""
    root, target, progress = order.root, order.target, order.progress
    with progress.stage("finish what an earlier publish left"):
        for line in target.recover():
            say(line)
        pending_words = catch_up(root, target, order.address, after, push=order.push)
    published = False
    with release_site(root, target, from_nothing=order.from_nothing) as place:
        build = built(root, place, order.address, order.moment, progress, target.server_folder)
        live, changes, drift = compared(target, build, progress)
        ledger_loss.check_loss(root, build.plan, live)
        for lost in ledger_loss.unrecorded_addresses(root, build.plan, live, build.files):
            say(f"{lost} is gone, and the ledger does not keep what plugins write; to lead on from it: {_MOVED}")
        feeds = hub.feeds_of((*changes.added, *changes.changed))
        if live is not None and changes.empty and not drift:
            say(f"nothing has changed since {live.release}, which readers have")
            words = _ledger_words(order, build, live)
            after.release = live.release
        else:
            receipt = _gated(order, build, live, changes)
            words = _ledger_words(order, build, receipt)
            words = ledger.merged(words, pending_words) if pending_words and words else words or pending_words
            recovery.note(root, target.where, PendingSteps(receipt.release, words, feeds))
            with progress.upload_to(target):
                _upload(target, build, receipt)
            # Somebody may have paused it meanwhile.
            order.heed()
            with progress.stage("activate"):
                activate(target, receipt.release, after)
            published = True
            say(f"published {receipt.line()}")
    with progress.stage("commit the ledger"):
        ledger.commit(root, words, after.release, after, push=order.push)
    if order.ahead:
        _tell_ahead(order, after)
    with after.step("the hub is not told of the feeds that changed", hub_command):
        hub.notify(hub.address_in(build.plan.edition.settings), order.address, feeds)
    with progress.stage("remove old releases"), after.step("old releases are not removed"):
        target.remove(outdated(target.receipts(), after.release, order.keep), reuse=True)
    if not after.follow_ups:
        with after.step(f"{recovery.FILE} is not removed", f"rm -f {recovery.FILE}"):
            recovery.clear(root, target.where)
    if published:
        progress.close()
        say(progress.time_line(time.monotonic() - order.started))


def _ledger_words(order: Order, build: ReleaseBuild, receipt: Receipt) -> str:
    """Return the ledger as it is to be; empty where the moment has not come: its addresses may never be readers'."""
    return "" if order.ahead else ledger.words_after(build.plan, receipt)


def _tell_ahead(order: Order, after: FollowUpSteps) -> None:
    """Say that the ledger stays as it is; where readers get the site, that is left to do."""
    message = f"{order.moment.isoformat()} has not come yet, so the ledger of addresses stays as it is"
    if order.rehearsal:
        say(f"{message}: a rehearsal leaves the project alone")
    else:
        after.add(
            f"{message} (readers have what is only to come, and the next publish takes it from them)", "invoke publish"
        )


def _gated(order: Order, build: ReleaseBuild, live: Receipt | None, changes: Difference) -> Receipt:
    """Return the receipt of what is about to be published, once all gates have let it pass."""
    since, had = (live.commit, live.files) if live else ("", {})
    release = Release(
        order.root,
        plan=build.plan,
        site=build.site,
        files=build.files,
        changes=changes,
        since=since,
        live=had,
        going=order.going,
    )
    gate_list.check_gates(GateStage.WHOLE, release, ["allow-removals"] if order.allow_removals else [], order.progress)
    receipt = _receipt(order.root, order.target, build, live, changes)
    return replace(receipt, seconds=round(time.monotonic() - order.started, 1))


def _upload(target: Target, build: ReleaseBuild, receipt: Receipt) -> None:
    try:
        target.upload(build.site, receipt, build.servers, build.plan.edition.get(Headers).table)
    except OperationError as refusal:
        raise OperationError(f"nothing was published: {refusal}") from None


def command(
    task: str, address: str, name: str = "", folder: str = "", now: str = "", *, allow_dirty: bool = False
) -> str:
    """Return a task as it is run once more, to be pasted into the same shell.

    Args:
        task: its name.
        address: the site's; it stands before the command where only the environment knew it.
        name: the target that was named.
        folder: the folder that was named.
        now: the moment that was given.
        allow_dirty: whether that was given.
    """
    site = f"SITEURL={shlex.quote(address)} " if address and os.environ.get("SITEURL") else ""
    words = ["invoke", task]
    for option, value in (("--target", name), ("--dir", folder), ("--now", now)):
        words += [option, value] if value else []
    return site + shlex.join([*words, *(["--allow-dirty"] if allow_dirty else [])])


def _receipt(root: Path, target: Target, build: ReleaseBuild, live: Receipt | None, changes: Difference) -> Receipt:
    """Return the receipt of what is about to be published; how long it took is not known yet."""
    return Receipt(
        release=model.release_id(build.moment, build.files),
        number=1 + max((known.number for known in target.receipts()), default=0),
        target=target.name,
        site_url=build.address,
        moment=build.moment,
        commit=repository.commit(root),
        by=target_choice.by(),
        pages=build.pages,
        added=len(changes.added),
        changed=len(changes.changed),
        removed=len(changes.removed),
        seconds=0.0,
        before=live.release if live else "",
        servers=servers_digest(build.servers),
        files=build.files,
    )


def moment(given: str) -> datetime:
    """Return the moment that counts as now; see `publish`.

    Raises:
        OperationError: the text is no moment with an offset.
    """
    if given:
        try:
            parsed = datetime.fromisoformat(given)
        except ValueError:
            parsed = None
        if parsed is None or parsed.tzinfo is None:
            raise OperationError(f'"{given}" is no moment with an offset; write it as 2026-11-23T09:00:00+10:00')
        return parsed
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC)
    return datetime.now(UTC).replace(microsecond=0)
