"""Reads content/data/front.toml: checks its stories, and ignores entries that have ended or are not published yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from newsroom.core import text
from newsroom.core.front_matter import SplitFile
from newsroom.core.markdown_document import InternalLink
from newsroom.core.problems import Problem, did_you_mean
from newsroom.core.publication import PublicationState
from newsroom.engine.edition import Edition
from newsroom.engine.read import data
from newsroom.features.front.model import Curation, SlotPin, misfit
from newsroom.features.front.schema import BannerField, FrontFile, LiveField, SlotField
from newsroom.features.stories.addresses import series_address, topic_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.model import StoryRecord, life
from newsroom.site.feature_data import LiveNow
from newsroom.site.page_head import moment
from newsroom.site.page_parts import Banner

SlotItem = TypeVar("SlotItem", bound=SlotField | BannerField | LiveField)


def read_front(edition: Edition) -> None:
    """Put the editors' choices, breaking news and live stories into the edition, and report problems."""
    chosen, located = data.load(edition, "front.toml", FrontFile)
    reader = _PickReader(edition, located, {story.record.id: story.record for story in edition.get(Stories).all})
    if chosen is None:
        return
    pins = tuple(reader.pin(item) for item in reader.active("slot", chosen.slot))
    banners = [reader.banner(item) for item in reader.active("banner", chosen.banner)]
    live = {item.story: item.until.isoformat() for item in reader.active("live", chosen.live)}
    edition.put(Curation(pins))
    edition.put(LiveNow(banners[0] if banners else None, live))


class _PickReader(Struct, frozen=True):
    edition: Edition
    located: SplitFile
    records: Mapping[str, StoryRecord]

    @property
    def source(self) -> str:
        return f"{self.edition.settings.content.name}/data/front.toml"

    def active(self, key: str, items: tuple[SlotItem, ...]) -> Iterator[SlotItem]:
        """Yield the items that count now; note what has ended, and the moments at which others will."""
        edition = self.edition
        for number, item in enumerate(items):
            place = (key, number)
            if isinstance(item, BannerField) and item.address:
                self._check_address(item.address, place)
            if item.until is not None and item.until <= edition.settings.now:
                ended = moment(item.until, edition)
                self._note(place, f"ended on {ended.words}{f' at {ended.time}' if ended.time else ''}")
                continue
            if item.until is not None:
                edition.scheduled_changes.append(item.until)
            if isinstance(item, SlotField) and not item.story:
                self._check_list(item, place)
                yield item
            elif item.story is None or self._is_shown(item, item.story, place):
                yield item

    def pin(self, item: SlotField) -> SlotPin:
        if item.series:
            return SlotPin(item.slot, list=series_address(text.slugify(item.series)))
        if item.topic:
            return SlotPin(item.slot, list=topic_address(text.slugify(item.topic)))
        return SlotPin(item.slot, item.story or "")

    def banner(self, item: BannerField) -> Banner:
        href = self.records[item.story].address if item.story else item.address or ""
        return Banner(text.line(item.words), item.words, href, item.until.isoformat())

    def _is_shown(self, item: SlotItem, id_: str, place: tuple[str, int]) -> bool:
        record = self.records.get(id_)
        if record is None:
            # Of a file that cannot be read the reader tells, or it is a draft.
            path = f"{self.edition.settings.content.name}/articles/{id_}.md"
            store = self.edition.get(Stories).store
            if store is None or path not in store.entries:
                self._problem(place, "link-target", f'no story "{id_}"', did_you_mean(id_, self.records))
            return False
        if isinstance(item, SlotField):
            reason = misfit(item.slot, record.fields.kind)
            if not record.home:
                reason = f"the story is in {record.lang}, and the front page in {self.edition.settings.lang}"
            if reason:
                fix = "put another story there, or take this [[slot]] out"
                self._problem(place, "front-slot", f'"{id_}" cannot be {_IN[item.slot]}: {reason}', fix)
                return False
        elif isinstance(item, LiveField) and record.fields.layout != "live":
            fix = "write layout: live in its front matter, and its updates as docs/how-to/make-a-live-page.md shows"
            self._problem(place, "front-slot", f'"{id_}" is no live page', fix)
            return False
        state = life(record, self.edition.settings.now)
        if state in (PublicationState.EXPIRED, PublicationState.WITHDRAWN):
            self._note(place, f"names {id_}, which is {state.value}")
        return state is PublicationState.LIVE

    def _check_list(self, item: SlotField, place: tuple[str, int]) -> None:
        """Note a series or topic that no story has, whether it is published or not."""
        kind, name = ("series", item.series) if item.series else ("topic", item.topic or "")
        if kind == "series":
            known = {record.fields.series for record in self.records.values() if record.fields.series}
        else:
            known = {tag.name for record in self.records.values() for tag in record.tags}
        if text.slugify(name) not in {text.slugify(other) for other in known}:
            line, column = self.located.line_of((*place, kind))
            message, fix = f'no story has the {kind} "{name}"', did_you_mean(name, known)
            self.edition.problems.append(Problem(self.source, line, column, "link-target", message, fix))

    def _check_address(self, address: str, place: tuple[str, int]) -> None:
        if address.startswith("/"):
            target, _, fragment = address.partition("#")
            line, _ = self.located.line_of((*place, "address"))
            self.edition.links.append((self.source, (InternalLink("address", target, fragment, line, ""),)))

    def _problem(self, place: tuple[str, int], rule: str, message: str, fix: str) -> None:
        line, column = self.located.line_of((*place, "story"))
        self.edition.problems.append(Problem(self.source, line, column, rule, message, fix))

    def _note(self, place: tuple[str, int], words: str) -> None:
        line, _ = self.located.line_of(place)
        self.edition.notes.append(f"{self.source}:{line}: this [[{place[0]}]] {words}; it may be taken out")


_IN = {
    "lead": "the lead",
    "secondary": "beside the lead",
    "opinion": "among the opinion",
    "latest": "among the latest",
}
