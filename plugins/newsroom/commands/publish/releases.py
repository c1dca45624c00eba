"""``invoke rollback``, ``releases`` and ``status``: the releases of a target."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from newsroom.commands import target_choice
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.progress import shown
from newsroom.commands.publish import recovery
from newsroom.commands.publish.publish import built, moment, show, site_url
from newsroom.commands.publish.release_site import release_site
from newsroom.commands.settings import forgiving
from newsroom.core import urls
from newsroom.core.problems import did_you_mean
from newsroom.publishing import difference, repository
from newsroom.publishing.model import Receipt, lasting_files, servers_digest
from newsroom.publishing.target import Target, previous


@with_messages
def rollback(root: Path, name: str = "", folder: str = "", release: str = "") -> int:
    """Activate the release before the live one.

    Args:
        root: the project's folder.
        name: the target; by default the one that publish.toml names.
        folder: a folder in its place.
        release: the release to go back (or forward) to; by default the one before the current.

    Returns:
        0, or 1 when there is no such release.
    """
    with forgiving():
        target, _ = target_choice.target(root, name, folder, lenient=True)
    with target.lock():
        for line in target.recover():
            say(line)
        known, current = target.known(), target.current()
        receipts = known.receipts
        if current in known.damaged:
            say(f"{current}, which readers have, has no receipt that can be read, so nobody knows what was before it")
            # Names begin with a moment.
            receipts = receipts if release else [one for one in receipts if one.release < current]
        chosen = _chosen(target, receipts, current, release)
        live = next((receipt for receipt in receipts if receipt.release == current), None)
        with shown() as progress, progress.stage("verify each file of the release"):
            drift = target.verify(chosen) if chosen.release != current else []
        if drift:
            raise OperationError(f"{drift[0]}; choose another release: invoke releases")
        if chosen.release == current:
            say(f"{current} is what readers have")
            return 0
        with shown() as progress, progress.stage("activate"):
            target.activate(chosen.release)
    say(f"readers have {chosen.release} again")
    if live:
        _compare(live, chosen)
    _next_publish(target, current)
    return 0


def _compare(live: Receipt, chosen: Receipt) -> None:
    """Print which pages readers get back, and which they lose."""
    show(difference.between(live.files, chosen.files))
    new = lasting_files(chosen.files).keys() - lasting_files(live.files).keys()
    back = sorted(path for path in new if path.endswith(".html"))
    for path in back:
        say(f"there again: {urls.address_of(path)}")
    if back:
        say("if one of them was taken away for somebody's safety: invoke takedown, now")


def _next_publish(target: Target, replaced: str) -> None:
    """Print what the next publish does to a release that was rolled back to."""
    try:
        paused = target.paused()
    except OperationError as refusal:
        say(f"nobody knows whether publishing is paused: {refusal}", error=True)
        return
    if paused:
        say(f"publishing stays {paused}")
        return
    message = f"the next publish replaces it by what is in the project, as {replaced or 'the last'} was"
    say(f"{message}: a timer's or the workflow's too")
    say('to stop that: invoke pause --reason "…"; when the project is mended: invoke resume')


def _chosen(target: Target, receipts: list[Receipt], current: str, release: str) -> Receipt:
    if not release:
        before = previous(receipts, current)
        if before is None:
            raise OperationError(f"{target.where} has no release before {current or 'the first'}")
        return before
    by_id = {receipt.release: receipt for receipt in receipts}
    if release not in by_id:
        near = did_you_mean(release, by_id) or "invoke releases lists them"
        raise OperationError(f"{target.where} has no release {release}; {near}")
    return by_id[release]


@with_messages
def releases(root: Path, name: str = "", folder: str = "") -> int:
    """List the releases of a target, the last published first, and mark what readers have; see `rollback`."""
    target, keep = target_choice.target(root, name, folder)
    known, current = target.known(), target.current()
    receipts = known.receipts
    for receipt in reversed(receipts):
        say(f"{'→' if receipt.release == current else ' '} {receipt.line()}")
    for damage in filter(None, known.damaged.values()):
        say(damage, error=True)
    if not (receipts or current):
        say(f"nothing was published to {target.where} yet")
    elif current not in {receipt.release for receipt in receipts}:
        say(f"readers have {current or 'nothing'}, which has no receipt here", error=True)
    say(f"{target.where} keeps the last {keep}")
    return 0


@with_messages
def status(root: Path, name: str = "", folder: str = "", now: str = "") -> int:
    """Compare the live site with a build of the present project; write nothing.

    Args:
        root: the project's folder.
        name: the target.
        folder: a folder in its place.
        now: the moment that counts as now.

    Returns:
        0; 1 when what is live is not what was published, or the site cannot be built.
    """
    address, at = site_url(root), moment(now)
    target, _ = target_choice.target(root, name, folder)
    current = target.current()
    live = next((receipt for receipt in target.receipts() if receipt.release == current), None)
    if live is None:
        say(f"nothing is live at {target.where}" if not current else f"{current} is live, and has no receipt")
        return 0
    say(f"live: {live.line()}")
    if recovery.noted(root, target.where):
        say(recovery.UNFINISHED, error=True)
    paused = target.paused()
    if paused:
        say(f"publishing is {paused}")
    head = repository.commit(root)
    if live.commit and head and live.commit != head:
        since = repository.git(root, "log", "--oneline", f"{live.commit}..HEAD", check=False).splitlines()
        say(f"{len(since)} commit{'s' if len(since) != 1 else ''} since then")
        for line in since[:10]:
            say(f"  {line}")
    with shown() as progress, progress.stage("compare the live release with its receipt"):
        drift = target.drift(live)
    for line in drift:
        say(line, error=True)
    say(f"beside what would be built at {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC:")
    with shown() as progress, release_site(root, target) as place:
        build = built(root, place, address, at, progress, target.server_folder)
        show(difference.between(live.files, build.files, servers=live.servers != servers_digest(build.servers)))
    return 1 if drift else 0
