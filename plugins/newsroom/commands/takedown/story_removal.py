"""The live release without a story: for when the present project cannot be published, or must not be.

It is built from the commit that the live release was made of, at the live release's own moment, so that nothing else
comes or goes. Where that cannot be, the built files of the live release are edited.
"""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from newsroom.commands import target_choice
from newsroom.commands.console import OperationError, say
from newsroom.commands.progress import shown
from newsroom.commands.takedown import built_files, live_commit
from newsroom.commands.takedown.withdrawal import Withdrawal
from newsroom.publishing import difference, model
from newsroom.publishing.model import Receipt, lasting_files, servers_digest
from newsroom.publishing.story_traces import Trail
from newsroom.publishing.target import Target

#: Below `.cache`, which a takedown removes at its end: what is left of one that was killed goes with it.
WORK = "takedown"


def pages_of(receipt: Receipt, trail: Trail) -> list[str]:
    """Return the files of a release that are pages of a story; those that say that it is gone are none."""
    return sorted(path for path in lasting_files(receipt.files) if trail.leads_to(path))


def remove_story(root: Path, target: Target, live: Receipt, removal: Withdrawal, *, vanish: bool) -> str:
    """Publish the live release without a story; the caller holds the lock.

    Args:
        root: the project's folder.
        target: where.
        live: the receipt of what readers have.
        removal: the story.
        vanish: whether nothing may say that it was ever there.

    Returns:
        How it was done, in words.

    Raises:
        OperationError: readers still have the story.
    """
    with _workplace(root, target) as (place, work_folder):
        try:
            edited = live_commit.built(root, target, live, removal, place / "built", work_folder, vanish=vanish)
            how = f"what was live, built again from its commit {live.commit[:10]} without the story"
        except OperationError as refusal:
            say(f"it cannot be built again from what is live ({refusal}); the files that are live are edited instead")
            with shown() as progress, progress.stage("edit the files that are live"):
                edited = built_files.edited(target, live, removal, place / "edited", work_folder, vanish=vanish)
            how = f"what was live, with the story cut out of its files{edited.lost}"
        remaining = pages_of(replace(live, files=edited.files), removal.trail)
        if remaining:
            raise OperationError(f"/{remaining[0]} is still there; please report it")
        changes = difference.between(live.files, edited.files)
        receipt = replace(
            live,
            release=model.release_id(live.moment, edited.files),
            number=1 + max((one.number for one in target.known().receipts), default=live.number),
            by=target_choice.by(),
            pages=sum(path.endswith(".html") for path in edited.files),
            added=len(changes.added),
            changed=len(changes.changed),
            removed=len(changes.removed),
            before=live.release,
            servers=servers_digest(edited.servers),
            files=edited.files,
        )
        with shown() as progress:
            with progress.upload_to(target):
                target.upload(edited.site, receipt, edited.servers, edited.headers)
            with progress.stage("activate"):
                target.activate(receipt.release)
    return how


@contextlib.contextmanager
def _workplace(root: Path, target: Target) -> Iterator[tuple[Path, Path]]:
    """Give a folder for the site, on the disk that suits the target, and one for everything else."""
    place, work_folder = target.workplace(), root / ".cache" / WORK / uuid.uuid4().hex
    try:
        work_folder.mkdir(parents=True)
        yield place, work_folder
    except OSError as error:
        raise OperationError(f"{work_folder} or {place}: {error.strerror or error}") from None
    finally:
        shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(work_folder, ignore_errors=True)
