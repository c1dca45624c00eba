"""Removal of a story from the built files of the live release, where the release cannot be built again."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import urlsplit

from newsroom.commands import gone_pages
from newsroom.commands.console import say
from newsroom.commands.takedown.live_commit import StorylessSite
from newsroom.commands.takedown.withdrawal import Withdrawal
from newsroom.core import urls
from newsroom.core.precompression import ENDINGS
from newsroom.features.headers.model import assumed
from newsroom.features.search.model import FOLDER, address
from newsroom.features.search.pagefind_index import SearchIndexError, index_of
from newsroom.publishing import model, site_edit
from newsroom.publishing.model import Receipt, ReleaseFiles
from newsroom.publishing.target import Target


def edited(
    target: Target, live: Receipt, removal: Withdrawal, site: Path, work_folder: Path, *, vanish: bool
) -> StorylessSite:
    """Fetch the live release and take a story out of its files.

    Args:
        target: where it is live.
        live: its receipt.
        removal: the story.
        site: a folder for the site.
        work_folder: a folder for the search index.
        vanish: whether nothing may say that the story was ever there.

    Raises:
        OperationError: it cannot be brought.
    """
    servers = target.fetch(live.release, site)
    for path in _strangers(site, live.files):
        say(f"/{path} is not what was published; it is left out", error=True)
        (site / path).unlink()
    gone = [] if vanish else gone_pages.addresses_of(model.read_files(site), servers, removal.trail)
    done, terms = site_edit.without_story(site, removal.trail, removal.id, urlsplit(live.site_url).hostname or "")
    searched = _index(site, work_folder / "search")
    servers = site_edit.servers_without(servers, terms)
    if gone and gone_pages.write_pages(site, gone):
        servers = gone_pages.servers_with_gone(servers, gone)
    if any(path.endswith(ENDINGS) for path in live.files):
        site_edit.precompress(site)
    lists = sorted(path for path in done.removed if path.endswith(".html") and not removal.trail.leads_to(path))
    lost = [urls.address_of(path) for path in lists]
    lost += [] if searched else ["the search"]
    also = f"; with it went {', '.join(lost)}, until the next publish" if lost else ""
    files = model.read_files(site)
    return StorylessSite(site, files, servers, assumed(map("/{}".format, files), live.site_url), lost=also)


def _strangers(site: Path, files: ReleaseFiles) -> list[str]:
    """Return files that somebody changed or added by hand: their content is unknown."""
    return sorted(path for path, file in model.read_files(site).items() if files.get(path) != file)


def _index(site: Path, work_folder: Path) -> bool:
    """Make the search index anew, of the pages that it held and that are still there; return whether there is one.

    An index cannot be edited, since it holds the words of all pages together: where it cannot be made, it goes.
    """
    folder = site / FOLDER
    if not folder.is_dir():
        return True
    try:
        named = [address(path.read_bytes()) for path in sorted(folder.rglob("*.pf_fragment"))]
        pages = {one: site / urls.file_of(one) for one in named if (site / urls.file_of(one)).is_file()}
        index_files = index_of(pages, work_folder) if pages else {}
    except (SearchIndexError, OSError, ValueError, KeyError, EOFError) as error:
        say(f"the search index cannot be made anew ({error}); there is no search until the next publish", error=True)
        index_files = {}
    shutil.rmtree(folder)
    for name, content in index_files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return bool(index_files)
