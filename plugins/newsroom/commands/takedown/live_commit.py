"""Build of the live release's commit without a story, compared with the live site so that nothing else changes."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from newsroom.commands import story_front_matter
from newsroom.commands.build.build import BuildRequest, planned_with_progress
from newsroom.commands.console import OperationError
from newsroom.commands.publish.server_files import server_files
from newsroom.commands.takedown import withdrawal
from newsroom.commands.takedown.withdrawal import Withdrawal
from newsroom.core import urls
from newsroom.core.header_table import HeaderTable
from newsroom.features.headers.model import Headers
from newsroom.publishing import model
from newsroom.publishing.difference import between, kind_of
from newsroom.publishing.model import Receipt, ReleaseFiles, lasting_files
from newsroom.publishing.search_terms import SearchTerms
from newsroom.publishing.target import Target

_STORIES = ("stories", "text-only editions")
#: A link in Markdown: its words, and where it leads.
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\s*<?([^()<>\s]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_TABLE = re.compile(r"(?m)^(?=\[)")


class StorylessSite(Struct, frozen=True):
    """A site without a story.

    Its folder, its files, what servers are told, the headers of its addresses, and in words what was lost.
    """

    site: Path
    files: ReleaseFiles
    servers: Mapping[str, str]
    headers: HeaderTable
    lost: str = ""


def built(
    root: Path, target: Target, live: Receipt, removal: Withdrawal, site: Path, work_folder: Path, *, vanish: bool
) -> StorylessSite:
    """Build the live release again without a story.

    Args:
        root: the project's folder.
        target: where it is live.
        live: its receipt.
        removal: the story.
        site: the folder for the site.
        work_folder: an empty folder for the sources.
        vanish: whether nothing may say that the story was ever there.

    Raises:
        OperationError: it cannot be built, or something else than the story would differ from what is live.
    """
    try:
        return _built(root, target, live, removal, site, work_folder, vanish=vanish)
    except OperationError:
        raise
    except Exception as error:  # whatever is wrong with an old commit, there is another way
        raise OperationError("the build of its commit stopped at a fault of the software; please report it") from error


def _built(
    root: Path, target: Target, live: Receipt, removal: Withdrawal, site: Path, work_folder: Path, *, vanish: bool
) -> StorylessSite:
    tree = work_folder / "tree"
    _lay_out(root, live.commit, tree)
    (root / ".cache").mkdir(exist_ok=True)
    # The cache of all other stories need not be made again.
    (tree / ".cache").symlink_to((root / ".cache").resolve(), target_is_directory=True)
    _withdraw(root, tree, removal, vanish=vanish)
    asked = BuildRequest(tree, production=True, output=site, now=live.moment.isoformat(), site_url=live.site_url)
    outcome, plan = planned_with_progress(asked)
    if plan is None or not outcome.ok:
        first = next((str(problem) for problem in outcome.problems if not problem.draft), "it was not built")
        raise OperationError(first)
    files = model.read_files(site)
    _compare(target, live, files, removal, work_folder / "live")
    return StorylessSite(site, files, server_files(plan, target.server_folder), plan.edition.get(Headers).table)


def _lay_out(root: Path, commit: str, tree: Path) -> None:
    """Lay out the project as a commit has it; nothing in the repository changes."""
    if not commit:
        raise OperationError("its receipt names no commit")
    tree.mkdir()
    command = ["git", "-C", str(root), "archive", "--format=tar", commit]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        raise OperationError("there is no git") from None
    if done.returncode:
        raise OperationError(f"git has no commit {commit[:10]}")
    # Python 3.11.3 and earlier know no filters, and git lets no file of a commit lie behind a link.
    safely: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    try:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(tree, **safely)  # noqa: S202  a commit of our own
    except (tarfile.TarError, OSError) as error:
        raise OperationError(f"commit {commit[:10]} cannot be laid out ({error})") from None


def _withdraw(root: Path, tree: Path, removal: Withdrawal, *, vanish: bool) -> None:
    """Withdraw the story in that tree, and all stories that the present project has withdrawn since."""
    there = story_front_matter.read(tree)
    since = {one.id for one in story_front_matter.read(root).records if one.fields.status == "withdrawn"}
    own = set(removal.trail.addresses)
    for record in there.records:
        if record.id == removal.id or record.address in own:
            withdrawn_record = Withdrawal(record.id, record, removal.trail)
            try:
                withdrawal.set_withdrawn(tree, withdrawn_record, vanish=vanish)
            except OperationError:
                (story_front_matter.content_of(tree).parent / record.source).unlink()
            _unlink(story_front_matter.content_of(tree), withdrawn_record, record.source)
        elif record.id in since:
            withdrawal.set_withdrawn(tree, Withdrawal(record.id, record, removal.trail), vanish=False)


def _unlink(content: Path, removal: Withdrawal, source: str) -> None:
    """Take links to the story out of other sources, and tables of data files that name it."""
    terms = SearchTerms(frozenset({removal.id, source, *(one.rstrip("/") for one in removal.trail.addresses)}))
    name = Path(source).name
    for path in content.rglob("*.md"):
        if path.relative_to(content.parent).as_posix() == source or path.is_symlink():
            continue
        raw = path.read_text("utf-8", "surrogateescape")
        new = _LINK.sub(lambda hit: hit[1] if name in hit[2] or terms.in_address(hit[2]) else hit[0], raw)
        if new != raw:
            path.write_text(new, "utf-8", "surrogateescape")
    for path in (content / "data").glob("*.toml"):
        raw = path.read_text("utf-8", "surrogateescape")
        new = "".join(table for table in _TABLE.split(raw) if not (table.startswith("[[") and terms.in_address(table)))
        if new != raw:
            path.write_text(new, "utf-8", "surrogateescape")


def _compare(target: Target, live: Receipt, files: ReleaseFiles, removal: Withdrawal, work_folder: Path) -> None:
    """Refuse a site in which anything comes, or a story goes or changes, that has nothing to do with the story."""
    before, after = lasting_files(live.files), lasting_files(files)
    come = sorted(path for path in after.keys() - before.keys() if path.endswith(".html"))
    if come:
        raise OperationError(f"{urls.address_of(come[0])} would come, which readers do not have")
    trail = removal.trail
    gone = [path for path in sorted(before.keys() - after.keys()) if kind_of(path) in _STORIES]
    gone = [path for path in gone if path.endswith(".html") and not trail.leads_to(path)]
    if gone:
        raise OperationError(f"{urls.address_of(gone[0])} would be gone too")
    changed = [path for path in between(before, after).changed if path.endswith(".html") and kind_of(path) in _STORIES]
    if not changed:
        return
    target.fetch(live.release, work_folder)
    terms = SearchTerms(frozenset(one.rstrip("/") for one in trail.addresses))
    for path in changed:
        if not terms.in_address((work_folder / path).read_text("utf-8", "replace")):
            raise OperationError(f"{urls.address_of(path)} would change, which does not name the story")
