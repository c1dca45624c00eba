"""Asks of every finished page whether its links lead anywhere, and says who has to mend one that does not."""

from __future__ import annotations

from collections.abc import Container, Sequence, Set
from functools import cached_property
from pathlib import Path

from newsroom.core import urls
from newsroom.core.name_index import NameIndex
from newsroom.core.old_addresses import Moves
from newsroom.core.problems import Problem
from newsroom.engine import workers
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.write.staged_output import StagedFile, StagedOutput
from newsroom.features.links import fragments
from newsroom.features.links.missing_pages import PageRemedies
from newsroom.features.links.model import LinkResolver
from newsroom.features.links.output_links import (
    DeadLink,
    LinkCheck,
    Spellings,
    first_pages,
    ids_in,
    used_templates,
)

#: Fewer pages are read sooner than a process is started.
_LEAST = 500
#: Parts of the search index: no page names one, and an edit takes some away.
_UNNAMED = "pagefind/"
#: Of other files nothing is looked for by its id.
_WITH_IDS = (".html", ".svg")


def check_output(output: StagedOutput) -> None:
    """Find the links of our own pages that lead to what is not there."""
    plan = output.plan
    gone = frozenset(map(urls.file_of, plan.edition.get(Moves, Moves()).gone))
    mark = digests.of("links of finished pages", digests.code())
    addresses, files = plan.address_by_path, output.changed_files()
    pages = [file for file in files if addresses.get(file.path) in plan.pages]
    # Where most pages changed, reading the rest costs less than asking whether that is needed.
    known = mark in output.previous_manifest.scan_digests and 2 * len(pages) < len(plan.pages)
    if not known or _something_is_gone(output, files, gone):
        pages = [file for file in output.files() if addresses.get(file.path) in plan.pages]
    check = LinkCheck(
        _Published(output.stage.planned - gone, _kept_addresses(plan)),
        lambda address: Path(output.file(urls.file_of(address)).place).read_bytes(),
    )

    def work(some: Sequence[StagedFile]) -> list[list[DeadLink]]:
        return [check.dead_links(Path(file.place).read_bytes()) for file in some]

    found = workers.run_on_all_cores(work, pages, least=_LEAST, on_progress=plan.edition.progress.done)
    dead = [(addresses[file.path], links) for file, links in zip(pages, found, strict=True)]
    report = _Report(plan, check)
    output.problems += [report.problem(link, page) for link, page in sorted(first_pages(dead).items())]
    output.scan_digests |= {mark}


class _Published(Container[str]):
    """Addresses at which something is published.

    Args:
        paths: the files that are published.
        kept: old addresses from which servers lead on.
    """

    def __init__(self, paths: Set[str], kept: Container[str]) -> None:
        self._paths, self._kept = paths, kept

    def __contains__(self, address: object) -> bool:
        if not isinstance(address, str):
            return False
        path = urls.file_of(address)
        # A page is published at its folder alone, and not at its index.html.
        return (path in self._paths and urls.address_of(path) == address) or address in self._kept


def _kept_addresses(plan: Plan) -> frozenset[str]:
    """Return the old addresses at which no page of ours lies, and from which servers lead on to one that does."""
    moved = plan.edition.get(LinkResolver).moved
    planned = plan.addresses if moved else frozenset()
    return frozenset(old for old, to in moved.items() if to in planned)


def _something_is_gone(output: StagedOutput, changed: Sequence[StagedFile], gone: frozenset[str]) -> bool:
    """Return whether an unchanged page may lead to what the last build published, and this one does not."""
    before = output.previous_manifest.pages
    if any(not path.startswith(_UNNAMED) for path in before.keys() - output.stage.planned):
        return True
    return any(file.path in gone or _lost_an_id(output, file) for file in changed if file.path in before)


def _lost_an_id(output: StagedOutput, file: StagedFile) -> bool:
    previous = output.stage.output / file.path
    if not file.path.endswith(_WITH_IDS) or not previous.is_file():
        return False
    lost = ids_in(previous.read_bytes()) - ids_in(Path(file.place).read_bytes())
    return any(not fragments.is_of_page(id_) for id_ in lost)


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace")


class _Report:
    """Problems for links that lead nowhere: each names the template that spells the link out, and the remedy."""

    def __init__(self, plan: Plan, check: LinkCheck) -> None:
        self._plan, self._check = plan, check
        self._remedies = PageRemedies(plan)
        self._ids: dict[str, NameIndex] = {}
        self._used_by: dict[str, frozenset[str]] = {}

    @property
    def _edition(self) -> Edition:
        return self._plan.edition

    @cached_property
    def _templates(self) -> dict[str, str]:
        """Templates, by the names under which others use them, with their sources."""
        files = self._edition.settings.theme.files("templates").items()
        return {name.partition("/")[2]: _text(path) for name, path in files if name.endswith(".html")}

    @cached_property
    def _in_templates(self) -> Spellings:
        return Spellings(self._templates)

    @cached_property
    def _in_catalogues(self) -> Spellings:
        files = self._edition.settings.theme.files("translations").items()
        return Spellings({name: _text(path) for name, path in files if name.endswith(".po")})

    def _used(self, template: str) -> frozenset[str]:
        if template not in self._used_by:
            self._used_by[template] = used_templates(self._templates, template)
        return self._used_by[template]

    def _places(self, link: DeadLink, page: str) -> list[tuple[str, int]]:
        """Return where templates spell out a link of a page: those first that the page is made of."""
        theme = self._edition.settings.theme
        used = self._used(self._plan.pages[page].template)
        found = sorted(self._in_templates.places(link), key=lambda place: (place[0] not in used, place))
        if found:
            return [(theme.display_name(f"templates/{name}"), line) for name, line in found]
        return [(theme.display_name(name), line) for name, line in self._in_catalogues.places(link)]

    def problem(self, link: DeadLink, page: str) -> Problem:
        """Return the problem.

        Args:
            link: the link.
            page: the address of a page that has it.
        """
        spelled = self._places(link, page)
        if not link.fragment and self._edition.get(LinkResolver).is_expired(link.address):
            # Time alone did it, which must not stop the publish of anything else.
            place = spelled[0] if spelled else (self._plan.pages[page].source, 0)
            message = f"on {page}: this leads to {link.address}, which is gone because its story has expired"
            return Problem(*place, 0, "link-expired", message, "take the link out, or name another story", age=True)
        message, fix = self._missing_place(link) if link.fragment else self._missing_page(link.address)
        if not spelled:
            return Problem(self._plan.pages[page].source, 0, 0, "theme-link", f"on {page}: {message}", fix)
        others = len({name for name, _ in spelled}) - 1
        also = f" ({others} other template{'s lead' if others > 1 else ' leads'} there too)" if others else ""
        return Problem(*spelled[0], 0, "theme-link", message + also, fix)

    def _missing_place(self, link: DeadLink) -> tuple[str, str]:
        if link.address not in self._ids:
            self._ids[link.address] = NameIndex(sorted(ids_in(self._check.content(link.address))))
        ids = self._ids[link.address]
        message, fix = fragments.fault(link.fragment, ids, f"on {link.address}") or ("", "")
        source = self._plan.pages[link.address].source if link.address in self._plan.pages else ""
        if source.startswith(f"{self._edition.settings.content.name}/"):
            fix = f"give the heading that is meant this id in {source}: ## Heading {{: #{link.fragment} }}"
        return message, fix

    def _missing_page(self, address: str) -> tuple[str, str]:
        message = f'nothing is published at "{address}"'
        return message, self._remedies.remedy(address)
