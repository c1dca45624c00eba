"""Gathers from an edition and its plan what stands at which address, and what is written of old ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from newsroom.core import limits, text, urls
from newsroom.core.problems import Problem
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read import data, files
from newsroom.features.addresses.facts import AddressHolder, Alias, Facts, Ruling, SourceLine, UnpublishedFile
from newsroom.features.addresses.model import LEDGER, Ledger, Owner, grown, mark, read, write
from newsroom.features.addresses.moves import Moves
from newsroom.features.addresses.schema import MovedFile
from newsroom.features.author_bios.model import Authors
from newsroom.features.issues.model import Issues
from newsroom.features.pages.reading import Pages
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import StoryRecord, StoryState, life
from newsroom.site.address_table import address_table
from newsroom.site.sections import Sections

_FEEDS = frozenset(f"feed.{form}" for form in urls.FEEDS)
_WHAT = {StoryState.DRAFT: "a draft now", StoryState.SCHEDULED: "not due yet"}


def read_ledger(edition: Edition) -> Ledger:
    """Read the ledger; one that is not there is empty. Problems go to the edition."""
    content = edition.settings.content
    path, shown = content / LEDGER, f"{content.name}/{LEDGER}"
    ledger = Ledger()
    size = path.stat().st_size if path.is_file() else 0
    too_large = limits.ledger_problem(shown, size)
    if too_large:
        edition.problems.append(too_large)
    elif path.is_symlink() or (path.exists() and not (path.is_file() and files.stays(path, content.resolve()))):
        what = "a link" if path.is_symlink() or path.is_file() else "no file"
        message = f"the ledger of addresses is {what}, so nothing can be added to it"
        fix = "make it a file of its own: invoke ledger --restore"
        edition.problems.append(Problem(shown, 0, 0, "address-ledger", message, fix))
    elif path.is_file():
        with files.named(shown, edition.problems, limits.SECONDS):
            ledger, problems = read(path.read_text("utf-8", errors="replace"), shown)
            edition.problems += problems
    return ledger


def read_rulings(edition: Edition) -> dict[str, Ruling]:
    """Read moved.toml; problems go to the edition."""
    found, located = data.load(edition, "moved.toml", MovedFile)
    shown = f"{edition.settings.content.name}/data/moved.toml"
    rulings = {}
    for number, moved in enumerate(found.moved if found else ()):
        rulings[moved.address] = Ruling(moved.to, SourceLine(shown, located.line_of(("moved", number))[0]))
    for number, gone in enumerate(found.gone if found else ()):
        rulings[gone.address] = Ruling("", SourceLine(shown, located.line_of(("gone", number))[0]))
    return rulings


def facts(plan: Plan, ledger: Ledger) -> Facts:
    """Return all from which it follows what answers where nothing is published; nothing where no address is old."""
    edition = plan.edition
    rulings, aliases = edition.get(Rulings).by_address, tuple(_aliases(edition))
    if not (ledger.claims or rulings or aliases):
        return Facts(ledger, {}, frozenset())
    away = dict(_away(edition))
    return Facts(ledger, _standing(plan), plan.addresses, away, aliases, rulings, address_table(plan))


class Rulings:
    """Entries of moved.toml, by address."""

    def __init__(self, by_address: dict[str, Ruling] | None = None) -> None:
        self.by_address = by_address or {}


def _story(record: StoryRecord) -> Owner:
    return Owner("story", record.id, record.lang, mark(record.title, record.date))


def _page(source: str) -> Owner:
    return Owner("page", "/".join(PurePosixPath(source).with_suffix("").parts[2:]))


def _standing(plan: Plan) -> dict[str, AddressHolder]:
    """Return whatever readers can keep the address of."""
    found = {
        address: AddressHolder(owner, source)
        for address, owner, source in (*_texts(plan.edition), *_lists(plan.edition))
        if address in plan.pages
    }
    for address, file in plan.files.items():
        if address.rpartition("/")[2] in _FEEDS:
            found[address] = AddressHolder(Owner("feed", address), file.source)
    return found


def _texts(edition: Edition) -> Iterator[tuple[str, Owner, str]]:
    """Yield the address of each thing that has a file of its own, with what it is and that file."""
    for record in (story.record for story in edition.get(Stories).live):
        yield record.address, _story(record), record.source
        yield urls.text(record.address), Owner("text", record.id, record.lang), record.source
    for page in edition.get(Pages).all:
        if page.record.status == "published":
            yield page.record.address, _page(page.record.source), page.record.source
    for author in edition.get(Authors).public.values():
        yield author.address, Owner("author", author.id), author.source
    for issue in edition.get(Issues).out:
        yield issue.address, Owner("issue", str(issue.number)), issue.source


def _lists(edition: Edition) -> Iterator[tuple[str, Owner, str]]:
    """Yield the address of each list of stories that has a name, with what it is, and what it is in words."""
    for slug in edition.get(Stories).shelves.topic:
        yield urls.topic(slug), Owner("topic", slug), f"the topic {slug}"
    for name in edition.get(Stories).shelves.series:
        slug = text.slugify(name)
        yield urls.series(slug), Owner("series", slug), f"the series {name}"
    for lang in {story.record.lang for story in edition.get(Stories).live}:
        yield urls.language(lang), Owner("language", lang.lower()), f"the language {lang}"
    sections = edition.get(Sections)
    for id_ in sections.by_id:
        yield urls.section(id_), Owner("section", id_), f"{edition.settings.content.name}/data/sections.toml"
        for state in sections.states:
            yield urls.state(id_, state), Owner("section", f"{id_}/{state}"), f"the state {state}"


def _away(edition: Edition) -> Iterator[tuple[tuple[str, str], UnpublishedFile]]:
    """Yield what has a file and is not published."""
    for record in (story.record for story in edition.get(Stories).all):
        state = life(record, edition.settings.now)
        if state is not StoryState.LIVE:
            yield ("story", record.id), UnpublishedFile(record.source, _WHAT.get(state, ""), state not in _WHAT)
    for page in edition.get(Pages).all:
        if page.record.status != "published":
            meant = page.record.status == "withdrawn"
            yield _page(page.record.source).key, UnpublishedFile(page.record.source, _WHAT[StoryState.DRAFT], meant)
    issues = edition.get(Issues)
    for issue in issues.all:
        if issue not in issues.out:
            yield ("issue", str(issue.number)), UnpublishedFile(issue.source, "not out", meant=False)
    authors = edition.get(Authors)
    for id_ in authors.hidden:
        yield ("author", id_), UnpublishedFile(authors.by_id[id_].source, "", meant=True)


def _aliases(edition: Edition) -> Iterator[Alias]:
    for story in edition.get(Stories).all:
        for address in story.record.aliases:
            yield Alias(address, _story(story.record), SourceLine(story.record.source, story.record.line("aliases")))
    for page in edition.get(Pages).all:
        for address in page.record.aliases:
            owner, place = _page(page.record.source), SourceLine(page.record.source, page.record.line)
            yield Alias(address, owner, place)


def published(plan: Plan) -> dict[str, Owner]:
    """Return what answers at each address that readers can keep, and what old addresses lead to.

    Args:
        plan: the plan of a build that was made.
    """
    standing = _standing(plan)
    found = {address: now.owner for address, now in standing.items()}
    for old, to in plan.edition.get(Moves).redirects.items():
        if to in standing:
            found[old] = standing[to].owner
    return found


def ledger_after(plan: Plan, moment: datetime) -> str:
    """Return the ledger as a file, once the site of a plan is published: what was known, and what is new.

    Args:
        plan: the plan of the build that was published.
        moment: when that was.
    """
    day = moment.astimezone(plan.edition.settings.zone)
    return write(grown(plan.edition.get(Ledger), published(plan), day))
