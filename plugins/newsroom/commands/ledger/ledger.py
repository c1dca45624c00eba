"""Keeping the ledger of addresses: written after each switch, committed and pushed by the publish itself."""

from __future__ import annotations

import functools
import shlex
from pathlib import Path
from urllib.parse import urlsplit

from newsroom.commands import story_front_matter
from newsroom.commands.console import OperationError, say
from newsroom.commands.follow_ups import FollowUpSteps
from newsroom.commands.ledger.ledger_history import KEPT
from newsroom.core import atomic, limits
from newsroom.engine.plan import Plan
from newsroom.features.addresses import model
from newsroom.features.addresses.model import LEDGER
from newsroom.features.addresses.reading import ledger_after
from newsroom.publishing import repository
from newsroom.publishing.model import Receipt

#: Where it lies, relative to the project, unless a setting names another folder than content/.
PATH = f"content/{LEDGER}"
#: A site at one of these is a trial, and nobody keeps its addresses.
TRIAL_HOSTS = frozenset({"localhost", "127.0.0.1"})


def path_of(root: Path) -> Path:
    """Return the file of the ledger, which need not be there."""
    return story_front_matter.content_of(root) / LEDGER


def shown_path(root: Path) -> str:
    """Return the ledger's file as people and git call it."""
    path = path_of(root)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def git_location(root: Path) -> tuple[Path, str]:
    """Return the folder in which git is asked for the ledger, and its path from there.

    That is the project, unless content/ is a repository of its own, as a submodule is.
    """
    path = path_of(root)
    own = repository.top(path.parent) if path.parent.is_dir() else ""
    return (path.parent, path.name) if own and own != repository.top(root) else (root, shown_path(root))


def is_trial(receipt: Receipt) -> bool:
    """Return whether a release is a trial, whose addresses nobody keeps."""
    return urlsplit(receipt.site_url).hostname in TRIAL_HOSTS


def words_after(plan: Plan, receipt: Receipt) -> str:
    """Return the ledger as a file once readers have a release; empty for a trial."""
    return "" if is_trial(receipt) else ledger_after(plan, receipt.moment)


def addresses(root: Path) -> frozenset[str]:
    """Return every address that the ledger has, of the lines that can be read."""
    return _addresses_in(text_of(root))


# A publish asks several times, and a ledger has tens of thousands of lines.
@functools.lru_cache(maxsize=1)
def _addresses_in(words: str) -> frozenset[str]:
    return frozenset(model.read(words)[0].claims)


def merged(words: str, more: str) -> str:
    """Return the text of a ledger that has the lines of two: the known ones and the new ones."""
    (ledger, _), (newer, _) = model.read(words), model.read(more)
    return model.write(model.Ledger({**newer.claims, **ledger.claims}))


def commit(root: Path, words: str, release: str, after: FollowUpSteps, *, push: bool = True) -> None:
    """Write the ledger, commit it alone, and push it; a failed step is noted as left to do and stops nothing.

    Args:
        root: the project's folder.
        words: the whole file; empty for a trial.
        release: id of the release that readers have.
        after: gathers what is left to do.
        push: whether to push the commit.
    """
    if not words:
        return
    path, name = path_of(root), shown_path(root)
    with after.step(f"the ledger of addresses, {name}, is not written"):
        if path.is_symlink() or not path.is_file() or path.read_text("utf-8", "replace") != words:
            atomic.write(path, words.encode())
        save(root, f"{KEPT} {release}", after, push=push)


def save(root: Path, subject: str, after: FollowUpSteps, *, push: bool = True) -> None:
    """Commit the ledger and push the commit, unless others wait that somebody has left unpushed."""
    (folder, own), name = git_location(root), shown_path(root)
    with after.step(f"the ledger of addresses, {name}, is written and not committed"):
        before = repository.commit(folder)
        repository.save(folder, own, subject)
        if folder != root and repository.commit(folder) != before:
            top = repository.top(folder)
            after.add(
                f"{top} is a repository of its own, and the project does not have its new commit yet",
                shlex.join(["git", "add", "--", top]) + " && git commit -m 'Keep the ledger of addresses' && git push",
            )
        if not push:
            return
        with after.step("the commit of the ledger is not pushed", "git pull --no-rebase --no-edit && git push"):
            others = repository.unpushed(folder, [own])
            if others:
                say(f"the commit of the ledger waits with others that are not pushed ({len(others)}): git push")
            else:
                repository.push(folder)


def text_of(root: Path) -> str:
    """Return the ledger's text, also through a link; empty where there is no such file.

    Raises:
        OperationError: it is there and cannot be read, or is too large.
    """
    path = path_of(root)
    try:
        if not path.is_file():
            # A pipe would be waited for.
            return ""
        too_large = limits.ledger_problem(shown_path(root), path.stat().st_size)
        if too_large:
            raise OperationError(f"{too_large.message}; {too_large.fix}")
        return path.read_text("utf-8", "replace")
    except OSError as error:
        raise OperationError(
            f"{shown_path(root)} cannot be read ({error.strerror}); mend that, and run this again"
        ) from None
