"""Search for addresses that the ledger has lost, by its history in git and by the receipt of the live release."""

from __future__ import annotations

import re
from pathlib import Path

from newsroom.commands.console import OperationError
from newsroom.commands.ledger import ledger
from newsroom.commands.ledger.ledger_history import WITHDRAWN, history
from newsroom.core import reserved, urls
from newsroom.core.problems import Problem
from newsroom.engine.plan import Plan
from newsroom.publishing import repository
from newsroom.publishing.model import Receipt, ReleaseFiles, lasting_files

_HOW = "bring them back: invoke ledger --restore"
_STORY = re.compile(
    r"/(?:(?:[a-z-]+/)?(?P<section>[a-z0-9-]+)/(?P<year>\d{4})/\d\d/(?P<slug>[a-z0-9-]+)|(?P<discreet>read/[a-z0-9]+))/"
)
_NAMED = re.compile(r"/(?P<kind>author|topic|series|magazine(?=/\d))/(?P<id>[a-z0-9-]+)/")
_LIST_PAGE = re.compile(r"/page/\d+/")
_FEED = re.compile(r"/feed\.(?:atom|rss|json)\Z")
_LANGUAGE = re.compile(r"/[a-z]{2,3}(?:-[a-z0-9]+)*/")


def problems(root: Path) -> list[Problem]:
    """Return the problem that a ledger is which lacks addresses that git knows; none where all are there."""
    path = ledger.path_of(root)
    if path.is_symlink() or path.parent.is_symlink():
        # The build tells of a link.
        return []
    name = ledger.shown_path(root)
    folder, own = ledger.git_location(root)
    known = history(folder, own).lines
    lost = sorted(known.keys() - ledger.addresses(root))
    if not known and not path.exists() and repository.is_shallow(folder):
        message = "there is no ledger of addresses, and this clone is too shallow to tell whether there was one"
        return [Problem(name, 0, 0, "address-ledger-lost", message, "bring its history: git fetch --unshallow")]
    if not lost:
        return []
    what = "is gone" if not path.exists() else "has lost addresses"
    message = f"the ledger of addresses {what}: {_counted(lost)} of the {len(known):,} that git knows"
    return [Problem(name, 0, 0, "address-ledger-lost", message, _HOW)]


def check_loss(root: Path, plan: Plan, live: Receipt | None) -> None:
    """Refuse a site in which addresses would die that readers have: no page is there, and the ledger does not know.

    Args:
        root: the project's folder.
        plan: plan of the next release.
        live: receipt of the release that readers have; None for none.

    Raises:
        OperationError: there are some.
    """
    if live is None or ledger.is_trial(live):
        return
    known = ledger.addresses(root)
    lines = lines_of_receipt(root, live)
    if known:
        # Somebody may have taken lines out on purpose; only git can tell, and then only stories are sure to be kept.
        lines = {} if _withdrawn_since(root, live) else {a: line for a, line in lines.items() if " story " in line}
    lost = sorted(lines.keys() - known - plan.addresses)
    if lost:
        name = ledger.shown_path(root)
        raise OperationError(
            f"nothing was published: {name}, the ledger of addresses, does not know {_counted(lost)}, which readers "
            f"have; {_HOW}"
        )


def unrecorded_addresses(root: Path, plan: Plan, live: Receipt | None, files: ReleaseFiles) -> list[str]:
    """Return addresses of pages that readers have, that are gone next, and that no ledger keeps: a plugin wrote them.

    Args:
        root: the project's folder.
        plan: plan of the next release.
        live: receipt of the release that readers have; None for none.
        files: files of the next release, by path.
    """
    if live is None or ledger.is_trial(live):
        return []
    pages = [path for path in lasting_files(live.files) if path.endswith((".html", ".htm")) and path not in files]
    gone = [address for address in map(urls.address_of, pages) if address not in plan.addresses]
    known = ledger.addresses(root) if gone else frozenset()
    return [address for address in gone if address not in known and _is_of_a_plugin(root, address)]


def _is_of_a_plugin(root: Path, address: str) -> bool:
    """Return whether an address is a third-party plugin's: addresses of the newsroom are kept, or go for a reason."""
    if _LIST_PAGE.search(address) or reserved.is_own(address.strip("/").split("/")[0]):
        return False
    owner = _owner(root, address)
    return owner is None or owner[0] == "page"


def _withdrawn_since(root: Path, live: Receipt) -> bool:
    if not (live.commit and repository.commit(root)):
        return True
    asked = ("log", "--format=%s", f"{live.commit}..HEAD")
    return WITHDRAWN in repository.git(root, *asked, check=False).splitlines()


def lines_of_receipt(root: Path, receipt: Receipt) -> dict[str, str]:
    """Return a line of the ledger for each address of a release that readers keep.

    A receipt has names of files alone, so that ids are taken from them; no line has a mark.
    """
    day = f"{receipt.moment:%Y-%m-%d}"
    lines = {}
    for path in receipt.files:
        address = urls.address_of(path)
        owner = _owner(root, address)
        if owner and not urls.old_fault(address):
            kind, id_ = owner
            lines[address] = f"{address} {kind} {id_} - {day} -"
    return lines


def _owner(root: Path, address: str) -> tuple[str, str] | None:
    """Return the owner of an address, judged by its form: its kind and its id; None for one that is not kept."""
    if _FEED.search(address):
        return "feed", address
    if not address.endswith("/") or address == "/" or _LIST_PAGE.search(address):
        return None
    story = _STORY.fullmatch(address.removesuffix("text/"))
    if story:
        kind = "text" if address.endswith("/text/") else "story"
        return kind, story["discreet"] or f"{story['section']}/{story['year']}/{story['slug']}"
    named = _NAMED.fullmatch(address)
    if named:
        return named["kind"].replace("magazine", "issue"), named["id"]
    bare = address.strip("/")
    return None if reserved.is_own(bare.split("/")[0]) else (_kind(root, address), bare)


def _kind(root: Path, address: str) -> str:
    """Return whether a page, a section or a language stands at a short address."""
    bare = address.strip("/")
    content = ledger.path_of(root).parent.parent
    if (content / "articles" / bare.split("/")[0]).is_dir():
        return "section"
    if _LANGUAGE.fullmatch(address) and not (content / "pages" / f"{bare}.md").is_file():
        return "language"
    return "page"


def _counted(addresses: list[str]) -> str:
    more = f" and {len(addresses) - 1:,} more" if len(addresses) > 1 else ""
    return f"{addresses[0]}{more}"
