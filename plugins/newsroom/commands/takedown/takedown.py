"""``invoke takedown``: a story is gone from every target, with all that only it needed and every release that had it.

Nothing that is wrong elsewhere stops it. Where the present project cannot be published, or must not be, what is live is
published less the story. Whatever is killed half way is finished by running it again: what is left to do is read off
the story's file and the receipts of the targets, and the commit, each switch and each removal happen in one step.
"""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from newsroom.commands import story_front_matter, target_choice
from newsroom.commands.all_releases import AllReleases
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.exit_codes import ExitCode
from newsroom.commands.follow_ups import FollowUp
from newsroom.commands.publish.publish import command, moment, publish, site_url
from newsroom.commands.settings import forgiving
from newsroom.commands.takedown import withdrawal
from newsroom.commands.takedown.story_removal import pages_of, remove_story
from newsroom.commands.takedown.takedown_receipt import Takedown, answer, data, print_receipt, unknown
from newsroom.engine.documents import text_address
from newsroom.features.stories.expired import going_with
from newsroom.publishing import pause, schema, story_traces, takedown
from newsroom.publishing.model import Receipt
from newsroom.publishing.takedown import Copy
from newsroom.publishing.target import Target

#: Where builds keep what they read and made, below the project's folder.
_MADE = ("output", ".cache")
_LINE = "take it out and publish: what it says of the story may stand on a page, or lead there"
#: Why a takedown pauses a target; it names nothing, since a target may be read by others.
_REASON = "a story was taken down, and whoever publishes from another copy of the project would bring it back"


@with_messages
def take_down(  # noqa: PLR0913  the options of the task
    root: Path,
    story: str,
    target: str = "",
    folder: str = "",
    now: str = "",
    *,
    gone: bool = False,
    vanish: bool = False,
    allow_removals: bool = False,
    allow_dirty: bool = False,
    receipt: str = "",
) -> int:
    """Withdraw a story, publish without it, remove every release that holds anything of it, and report the rest.

    Args:
        root: the project's folder.
        story: its id, its file or its address.
        target: the only target to take it from; by default every one of publish.toml that something was published to.
        folder: a folder that was published to, instead.
        now: the moment that counts as now, in ISO 8601 with an offset; by default the present.
        gone: its addresses say that it was taken away (410); the default.
        vanish: its addresses answer as if it had never been (404).
        allow_removals: publish the present project although readers lose much.
        allow_dirty: publish the present project although something is not committed or not pushed.
        receipt: a file for the receipt as JSON; it names what was taken down, so it belongs nowhere public.

    Returns:
        0 when it is gone; 1 when readers may still get something of it; 3 when they do not, and there is more to do.
    """
    if gone and vanish:
        raise OperationError(
            "choose one: with --gone its address says that it was taken away, with --vanish nothing does"
        )
    moment(now)
    with forgiving():
        removal = withdrawal.find(root, story)
        asked = Takedown(root, removal, story, target, folder, now, vanish, allow_removals, allow_dirty)
        _withdraw(asked)
        for name in [target] if target or folder else _names(asked):
            _from(asked, name, folder, named=bool(target or folder))
        for place in withdrawal.mentions(root, asked.removal):
            asked.left.append(FollowUp(f"{place} names the story; {_LINE}", _publish_command(asked, target, folder)))
        if not asked.failed:
            asked.copies += _remove_caches(root)
        code = print_receipt(asked)
    if receipt:
        (root / receipt).write_text(json.dumps(data(asked), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return code


def _names(asked: Takedown) -> list[str]:
    _, known, problems = schema.load(asked.root)
    if problems:
        asked.failed.append("what publish.toml names and nobody can make out; mend it, and run this again")
    # One that is wrong is told when it is asked for.
    return list(known) or [""]


def _withdraw(asked: Takedown) -> None:
    """Withdraw the story in its file, commit and push that; what fails is left to do, and stops nothing."""
    root, removal = asked.root, asked.removal
    if removal.record is None:
        say("the story has no file here any more; what was published of it is looked for")
    if removal.translations:
        say(f"not taken down: its translations {', '.join(removal.translations)}; each has to be named by itself")
    try:
        changed = withdrawal.set_withdrawn(root, removal, vanish=asked.vanish)
        asked.marked = True
        if removal.record is not None:
            say(f"withdrawn in {', '.join(changed)}" if changed else "it was withdrawn in its file before")
        withdrawal.commit_withdrawal(root, removal, vanish=asked.vanish)
        asked.shared = True
    except (OperationError, OSError) as error:
        asked.left.append(FollowUp(str(error), _same_command(asked)))


def _from(asked: Takedown, name: str, folder: str, *, named: bool) -> None:
    """Take the story from one target; what fails there stops nothing elsewhere."""
    try:
        place, _ = target_choice.target(asked.root, name, folder, lenient=True)
    except OperationError as refusal:
        asked.failed.append(f"{name or folder or 'the target'}: {refusal}")
        return
    before = len(asked.left)
    try:
        if not (named or place.current()):
            return
        there = AllReleases(place)
        receipts = there.receipts()
        asked.removal = withdrawal.known_before(asked.root, asked.removal, [one.commit for one in receipts])
        how = _published(asked, place, there, name, folder)
        how = _removed(asked, place, there) or how
        asked.done.append(f"{place.where}: {how}{answer(place, _live(place, there.receipts()), asked.removal.trail)}")
        asked.left += unknown(place, there, command("releases", "", name, folder))
    except (OperationError, OSError) as error:
        asked.failed.append(f"{place.where}: {error}")
    except KeyboardInterrupt:
        asked.failed.append(f"{place.where}: it was stopped")
    except Exception as error:  # noqa: BLE001  the other targets have it still
        asked.failed.append(f"{place.where}: a fault of the system, {type(error).__name__}: {error}; please report it")
    # A paused target takes no publish, so what ends the pause comes first.
    asked.left[before:before] = _keep_away(asked, place, name, folder)


def _published(asked: Takedown, place: Target, there: AllReleases, name: str, folder: str) -> str:
    """Publish the present project, where that is what readers should have; return how in words."""
    receipts = there.receipts()
    live = _live(place, receipts)
    publish_it = _publish_command(asked, name, folder)
    why = ""
    if not asked.marked:
        why = "the story is not withdrawn in its file"
    elif paused := place.paused():
        why = f"publishing is {paused}"
    elif there.damaged or there.closed:
        why = "a receipt there cannot be read"
    elif live and live.number < max(one.number for one in receipts):
        why = "it has an older release than the last one there: somebody went back, or a publish was killed"
        asked.left.append(FollowUp(f"{place.where}: {why}; when the project is right", publish_it))
    if why:
        say(f"the present project is not published to {place.where}: {why}; the story is taken out of what is live")
        return ""
    code = _publish(asked, name, folder)
    if code == ExitCode.LEFT:
        asked.left.append(FollowUp("the publish has left something to do: see the first lines above", publish_it))
    if code in (ExitCode.DONE, ExitCode.LEFT):
        return "the present project, without the story"
    say(f"the present project cannot be published to {place.where}; the story is taken out of what is live")
    still = f"the present project is not published to {place.where}: first mend what the first lines above name"
    asked.left.append(FollowUp(still, publish_it))
    return ""


def _publish(asked: Takedown, name: str, folder: str) -> int:
    allowed = {"allow_removals": asked.allow_removals, "allow_dirty": asked.allow_dirty}
    try:
        code = publish(asked.root, name, folder, asked.now, **allowed, going=_going(asked))
    except Exception as error:  # noqa: BLE001  whatever is wrong with the present project, there is another way
        say(f"a fault of the system, {type(error).__name__}: {error}; please report it", error=True)
        code = ExitCode.NOT_DONE
    if code == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    return code


def _going(asked: Takedown) -> frozenset[str]:
    """Return the addresses that go with the story: no loss that anybody has to be asked about."""
    own = frozenset(asked.removal.trail.addresses)
    own |= {text_address(address) for address in own if address.endswith("/")}
    record = asked.removal.record
    if record is None:
        return own
    return own | going_with(record, story_front_matter.read(asked.root).records, moment(asked.now))


def _publish_command(asked: Takedown, name: str, folder: str) -> str:
    """Return the publish to a target as it can be pasted into the same shell."""
    return command("publish", _address(asked), name, folder)


def _same_command(asked: Takedown) -> str:
    """Return the same takedown once more, as it can be pasted into the same shell."""
    options = {
        "--vanish": asked.vanish,
        "--allow-removals": asked.allow_removals,
        "--allow-dirty": asked.allow_dirty,
    }
    given = shlex.join([asked.story, *(option for option, is_given in options.items() if is_given)])
    return f"{command('takedown', _address(asked), asked.target, asked.folder, asked.now)} {given}"


def _address(asked: Takedown) -> str:
    """Return the site's address; empty where nobody can tell it."""
    try:
        return site_url(asked.root)
    except OperationError:
        return ""


def _removed(asked: Takedown, place: Target, there: AllReleases) -> str:
    """Take the story out of the live release, if it is there, and remove every release with anything of it."""
    trail, how = asked.removal.trail, ""
    with place.lock():
        for line in place.recover():
            say(line)
        receipts = there.receipts()
        live, current = _live(place, receipts), place.current()
        if live is None and not current:
            return "nothing was published there"
        if live is None:
            why = there.closed.get(current, "it is not there")
            raise OperationError(f"nobody can tell what is in {current}, which readers have: {why}; publish anew")
        older = [one for one in receipts if one.release != live.release and pages_of(one, trail)]
        if pages_of(live, trail):
            # First what nobody reads: it makes room, should the disk be full. The live one says what the story carried.
            for receipt in older:
                place.remove([receipt.release])
            how = remove_story(asked.root, place, live, asked.removal, vanish=asked.vanish)
            receipts = there.receipts()
            live = _live(place, receipts)
        if live is None or pages_of(live, trail):
            raise OperationError("the story is still live there")
        changed, holding = (
            story_traces.difference_without(receipts, live, trail),
            story_traces.holding(receipts, live, trail),
        )
        holding += [one for one in older if one not in holding]
        # Nobody can go back to one without a receipt, and rather a release too few than a trace of the story in it.
        _purge(place, [*(receipt.release for receipt in holding), *sorted({*place.known().damaged} - {live.release})])
    asked.copies += takedown.from_target(changed, trail, place.where)
    asked.copies += [Copy(f"the release {receipt.release}, which held it", place.where) for receipt in holding]
    return how or ("" if holding else "it was not there, or taken away before")


def _purge(place: Target, releases: list[str]) -> None:
    """Remove releases for good, one by one, so that each is either whole or not there."""
    why = ""
    try:
        for release in releases:
            place.remove([release])
        known = place.known()
        remaining = sorted({*known.damaged, *(receipt.release for receipt in known.receipts)} & set(releases))
    except (OperationError, OSError) as error:
        remaining, why = releases, f" ({error})"
    if remaining:
        message = f"its pages are gone, but {', '.join(remaining)} may still be there, which hold it and its pictures"
        raise OperationError(f"{message}: a rollback would bring it back{why}")


def _live(place: Target, receipts: list[Receipt]) -> Receipt | None:
    current = place.current()
    return next((receipt for receipt in receipts if receipt.release == current), None)


def _keep_away(asked: Takedown, place: Target, name: str, folder: str) -> list[FollowUp]:
    """Pause a target where others would bring the story back; return what is left to do for that to be over."""
    resume, stop = (command(task, "", name, folder) for task in ("resume", "pause"))
    stop += f" --reason {shlex.quote(_REASON)}"
    try:
        paused = place.paused()
        if asked.shared:
            if paused and paused.reason == _REASON:
                return [FollowUp(f"{place.where} need not be paused any more", resume)]
            if paused:
                say(f"publishing to {place.where} stays {paused}")
            return []
        if paused is None:
            place.pause(pause.pause(_REASON, target_choice.by(), datetime.now(UTC)))
    except OperationError as refusal:
        return [FollowUp(f"a timer may bring the story back, and cannot be paused: {refusal}", stop)]
    return [FollowUp(f"publishing to {place.where} is paused until that is done", resume)]


def _remove_caches(root: Path) -> Iterator[Copy]:
    """Remove the cache of builds on this machine; the next build writes it without the story."""
    for name in _MADE:
        for path in (root / name, *root.glob(f".{name.lstrip('.')}.*")):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
                yield Copy(f"{path.name}/, what builds have kept", "this machine")
