"""Search index: copies the indexed pages into an empty folder, and runs Pagefind there.

The folder holds nothing else, so a search cannot find a draft or a withdrawn story. The index is staged and committed
together with its pages.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from pagefind.service import get_executable

from newsroom.core import environment, storage, urls
from newsroom.core.problems import Problem
from newsroom.engine.cache import digests
from newsroom.engine.write.write_context import WriteContext
from newsroom.features.search.index_edit import EDITION, IndexEditError, edited
from newsroom.features.search.model import ENTRY, FOLDER, pages, used

#: How much of what Pagefind says is passed on, counted from the end.
_WORDS = 300


#: An index is edited when at most one page in so many changed: beyond that, Pagefind is as quick with all of them.
_MOST = 8


class SearchIndexError(Exception):
    """The index could not be made; says why."""


def write_index(context: WriteContext, addresses: Sequence[str]) -> None:
    """Make the index, unless the last build made it of the very same pages; edit it, where only a few have changed.

    Args:
        context: the staged site.
        addresses: the pages that are to be found.
    """
    if not addresses:
        return
    made_of = [(address, context.digest(address)) for address in addresses]
    digest = _digest(made_of) if all(mark for _, mark in made_of) else b""
    if digest and context.reuse_folder(FOLDER, digest):
        return
    work_folder = context.stage.folder / "search"
    if digest and _edit_index(context, addresses, digest, work_folder):
        return
    try:
        for name, content in index_of({address: context.file(address) for address in addresses}, work_folder).items():
            context.add(FOLDER + name, content, digest)
    except SearchIndexError as error:
        fix = "install the newsroom once more; with NEWSROOM_SEARCH = False the site has no search, and needs none"
        context.problems.append(Problem("publishconf.py", 0, 0, "search-index", f"no search index: {error}", fix))
    finally:
        shutil.rmtree(work_folder, ignore_errors=True)


def _digest(made_of: Sequence[tuple[str, bytes]]) -> bytes:
    return digests.of((EDITION, list(made_of)))


def _edit_index(context: WriteContext, addresses: Sequence[str], digest: bytes, work_folder: Path) -> bool:
    """Edit the index of the last build, where few pages changed or are new and none went; return whether it could."""
    before = [(address, mark) for address in addresses if (mark := context.previous_digest(address))]
    # The files of the index bear the digest of all pages that they were made of.
    unchanged = context.unchanged_files(FOLDER, _digest(before))
    known = dict(before)
    changed = [address for address in addresses if context.digest(address) != known.get(address)]
    old = {address: context.previous_file(address) for address in changed if address in known}
    if not unchanged or len(changed) * _MOST > len(addresses) or None in old.values():
        return False
    try:
        was = index_of({address: path for address, path in old.items() if path}, work_folder / "old") if old else {}
        now = index_of({address: context.file(address) for address in changed}, work_folder / "new")
        files, gone = edited(lambda name: (context.stage.output / FOLDER / name).read_bytes(), was, now)
    except (SearchIndexError, IndexEditError):
        # It is made of all pages, which also says what is wrong with Pagefind.
        return False
    finally:
        shutil.rmtree(work_folder, ignore_errors=True)
    for path in unchanged:
        if path.removeprefix(FOLDER) not in gone | files.keys():
            context.reuse(path, digest)
    for name, content in files.items():
        context.add(FOLDER + name, content, digest)
    return True


def index_of(addresses: Mapping[str, Path], work_folder: Path) -> dict[str, bytes]:
    """Return the files of the index by their path in it.

    Args:
        addresses: the files of the pages that are to be found, by their addresses.
        work_folder: a folder that is not there yet, for the pages and the index.

    Raises:
        SearchIndexError: it cannot be made; says why.
    """
    site, index = work_folder / "site", work_folder / "index"
    for address, source in addresses.items():
        page = site / urls.file_of(address)
        page.parent.mkdir(parents=True, exist_ok=True)
        _link_file(source, page)
    _run(site, index)
    # On a full disk it ends as if all were well, and its files are cut short.
    storage.reserve(work_folder)
    names = used(path.relative_to(index).as_posix() for path in index.rglob("*"))
    files = {name: (index / name).read_bytes() for name in names}
    if ENTRY not in files:
        raise SearchIndexError("Pagefind ended without one")
    paths = pages(files[ENTRY])
    if paths != len(addresses):
        raise SearchIndexError(
            f"Pagefind read {paths} of {len(addresses)} pages; does each template mark what is to be found?"
        )
    return files


def _link_file(source: Path, target: Path) -> None:
    """Have a file at another place as well, by a link: a second name would change what the disk says of the file."""
    try:
        target.symlink_to(source)
    except OSError:
        # Not every system lets everybody make links.
        shutil.copyfile(source, target)


def _run(site: Path, index: Path) -> None:
    program = get_executable()
    if program is None:
        raise SearchIndexError("there is no Pagefind for this system")
    # It would take options from the environment, and from files where it is started; and it reads what anybody wrote.
    done = subprocess.run(  # noqa: S603  the program comes with its package
        [str(program), "--site", str(site), "--output-path", str(index), "--silent"],
        cwd=site, env=environment.child_environment(), stdin=subprocess.DEVNULL, capture_output=True,
        encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    if done.returncode:
        storage.reserve(index.parent)
        words = " ".join((done.stdout + done.stderr).split())[-_WORDS:]
        raise SearchIndexError(f"Pagefind ended with {done.returncode}{': ' if words else ''}{words}")
