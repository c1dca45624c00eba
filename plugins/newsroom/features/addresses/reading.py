"""Collects published addresses from the plan, and old addresses from the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from newsroom.core import limits, urls
from newsroom.core.old_addresses import Moves
from newsroom.core.problems import Problem
from newsroom.core.publication import PublicationState
from newsroom.engine.documents import Document
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read import data, files
from newsroom.features.addresses.facts import AddressHolder, Alias, Facts, Ruling, SourceLine, UnpublishedFile
from newsroom.features.addresses.model import LEDGER, Ledger, Owner, after_publish, read, story_digest, write
from newsroom.features.addresses.schema import MovedFile

_FEEDS = frozenset(f"feed.{form}" for form in urls.FEEDS)
_WHAT = {PublicationState.DRAFT: "a draft now", PublicationState.SCHEDULED: "not due yet"}


def read_ledger(edition: Edition) -> Ledger:
    """Read the ledger; one that is not there is empty. Problems go to the edition."""
    content = edition.settings.content
    path, shown = content / LEDGER, f"{content.name}/{LEDGER}"
    ledger = Ledger()
    size = path.stat().st_size if path.is_file() else 0
    too_large = limits.ledger_problem(shown, size)
    if too_large:
        edition.problems.append(too_large)
    elif path.is_symlink() or (path.exists() and not (path.is_file() and files.is_inside(path, content.resolve()))):
        what = "a link" if path.is_symlink() or path.is_file() else "no file"
        message = f"the ledger of addresses is {what}, so nothing can be added to it"
        fix = "make it a file of its own: invoke ledger --restore"
        edition.problems.append(Problem(shown, 0, 0, "address-ledger", message, fix))
    elif path.is_file():
        with files.reporting_errors(shown, edition.problems, limits.SECONDS):
            ledger, problems = read(path.read_text("utf-8", errors="replace"), shown)
            edition.problems += problems
    return ledger


def read_rulings(edition: Edition) -> dict[str, Ruling]:
    """Read moved.toml; problems go to the edition."""
    moves_file, located = data.load(edition, "moved.toml", MovedFile)
    shown = f"{edition.settings.content.name}/data/moved.toml"
    rulings = {}
    for number, moved in enumerate(moves_file.moved if moves_file else ()):
        rulings[moved.address] = Ruling(moved.to, SourceLine(shown, located.line_of(("moved", number))[0]))
    for number, gone in enumerate(moves_file.gone if moves_file else ()):
        rulings[gone.address] = Ruling("", SourceLine(shown, located.line_of(("gone", number))[0]))
    return rulings


def facts(plan: Plan, ledger: Ledger) -> Facts:
    """Return all from which it follows what answers where nothing is published; nothing where no address is old."""
    edition = plan.edition
    rulings, aliases = edition.get(Rulings).by_address, tuple(_aliases(edition))
    if not (ledger.claims or rulings or aliases):
        return Facts(ledger, {}, frozenset())
    away = dict(_unpublished_files(edition))
    return Facts(ledger, _published_addresses(plan), plan.addresses, away, aliases, rulings, plan.address_table())


class Rulings:
    """Entries of moved.toml, by address."""

    def __init__(self, by_address: dict[str, Ruling] | None = None) -> None:
        self.by_address = by_address or {}


def _owner(document: Document) -> Owner:
    named = story_digest(document.title, document.date) if document.date else ""
    return Owner(document.kind, document.id, document.lang, named)


def _published_addresses(plan: Plan) -> dict[str, AddressHolder]:
    """Return the documents and lists whose address readers can keep."""
    holders = {
        address: AddressHolder(owner, source)
        for address, owner, source in (*_texts(plan.edition), *_lists(plan.edition))
        if address in plan.pages
    }
    for address, file in plan.files.items():
        if address.rpartition("/")[2] in _FEEDS:
            holders[address] = AddressHolder(Owner("feed", address), file.source)
    return holders


def _texts(edition: Edition) -> Iterator[tuple[str, Owner, str]]:
    """Yield the address of each published document, with what it is and its file."""
    for document in edition.live_documents():
        if document.address:
            yield document.address, _owner(document), document.source
        if document.text_address:
            id_ = document.id if document.kind == "story" else f"{document.kind}/{document.id}"
            yield document.text_address, Owner("text", id_, document.lang), document.source


def _lists(edition: Edition) -> Iterator[tuple[str, Owner, str]]:
    """Yield the address of each list that has a name, with what it is, and what it is in words."""
    for address, (kind, id_, words) in edition.lists.items():
        yield address, Owner(kind, id_), words


def _unpublished_files(edition: Edition) -> Iterator[tuple[tuple[str, str], UnpublishedFile]]:
    """Yield the files that are not published."""
    for document in edition.documents():
        if document.address and not document.is_live:
            words = _WHAT.get(document.state, "")
            yield _owner(document).key, UnpublishedFile(document.source, words, document.is_over)


def _aliases(edition: Edition) -> Iterator[Alias]:
    for document in edition.documents():
        for address in document.aliases:
            yield Alias(address, _owner(document), SourceLine(document.source, document.alias_line))


def published(plan: Plan) -> dict[str, Owner]:
    """Return the owner of each published address, and the targets of old addresses.

    Args:
        plan: the plan of a build that was made.
    """
    published = _published_addresses(plan)
    owners = {address: now.owner for address, now in published.items()}
    for old, to in plan.edition.get(Moves).redirects.items():
        if to in published:
            owners[old] = published[to].owner
    return owners


def ledger_after(plan: Plan, moment: datetime) -> str:
    """Return the ledger as it is after the planned site is published: known lines and new ones.

    Args:
        plan: the plan of the build that was published.
        moment: when that was.
    """
    day = moment.astimezone(plan.edition.settings.zone)
    return write(after_publish(plan.edition.get(Ledger), published(plan), day))
