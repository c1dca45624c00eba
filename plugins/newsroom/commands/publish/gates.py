"""Gates that a release has to pass; each gives its problems with a remedy."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from pathlib import Path

from newsroom.commands.build import page_weight
from newsroom.commands.console import OperationError
from newsroom.commands.publish import recovery
from newsroom.core import atomic, urls
from newsroom.features.page_weight.model import Budgets
from newsroom.publishing import difference, repository
from newsroom.publishing.difference import Difference
from newsroom.publishing.model import ReleaseFiles

#: So many are named.
_NAMED = 5


def committed(root: Path, apart: Collection[str], folder: str = "") -> None:
    """Refuse files that are in no commit, or in no pushed one: nobody could build the release again.

    Args:
        root: the project's folder.
        apart: files that publishing itself commits.
        folder: the target's own folder, where it lies in the project and git does not ignore it.

    Raises:
        OperationError: there is some.
    """
    ours = {*apart, recovery.FILE}
    open_ = [name for name in repository.uncommitted(root) if name not in ours and not _is_remains(name, folder)]
    unknown = set(repository.untracked(root))
    new, changed = [name for name in open_ if name in unknown], [name for name in open_ if name not in unknown]
    if changed:
        also = f"; in no commit either: {_first_names(new)}" if new else ""
        how = "git add --all && git commit" if new else "git commit -a"
        raise OperationError(
            f"not committed yet: {_first_names(changed)}{also}; commit ({how}), or publish with --allow-dirty"
        )
    if new:
        how = f"git add -- {shlex.join(new[:_NAMED])} && git commit" if len(new) <= _NAMED else "git add --all"
        remedy = "take it away if nobody needs it, or publish with --allow-dirty"
        raise OperationError(
            f"not committed yet: {_first_names(new)}, which git does not know; commit ({how}), {remedy}"
        )
    waiting = repository.unpushed(root, apart)
    if waiting:
        raise OperationError(f"not pushed yet: {_first_names(waiting)}; push (git push), or publish with --allow-dirty")


def _is_remains(name: str, folder: str) -> bool:
    """Return whether a file is what a killed task has left, or of a published site."""
    return bool(atomic.LEFTOVER.fullmatch(name)) or bool(folder and name.startswith(f"{folder}/"))


def check_theme_weight(site: Path, difference: Difference, budgets: Budgets) -> None:
    """Refuse a theme that makes pages heavier than they may be.

    Of a story that is over its budget a build has told as of everything else that a writer can mend (`story-weight`).

    Args:
        site: the folder of the site.
        difference: changes of the release; where no story's page changes, none is looked at.
        budgets: the most bytes that each part may have.

    Raises:
        OperationError: there are some.
    """
    pages = [path for path in (*difference.added, *difference.changed) if path.endswith("/index.html")]
    heavy = page_weight.faults(site, pages, budgets)
    if heavy:
        raise OperationError(f"too heavy: {_first_names(heavy)}")


def nothing_lost(before: ReleaseFiles, after: ReleaseFiles, meant: Collection[str] = ()) -> None:
    """Refuse a release that would remove more pages than may go without a request.

    Args:
        before: files of the live release, by path.
        after: the new release.
        meant: addresses that go because somebody has asked for it: they expire, or are taken down.

    Raises:
        OperationError: more would go than may go unasked.
    """
    going = {urls.file_of(address) for address in meant}
    remaining = {path: file for path, file in before.items() if path not in going}
    lost = list(difference.losses(remaining, after))
    if lost:
        raise OperationError(f"{'; '.join(lost)}. If that is meant, publish with --allow-removals")


def _first_names(names: Collection[str]) -> str:
    shown = list(names)[:_NAMED]
    return ", ".join(shown) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
