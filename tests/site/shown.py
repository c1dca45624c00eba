"""The contents of each file of a small magazine, said once more and apart from the code that makes it.

Two magazines that differ must differ in exactly the files of which this says that they show something else. Words that
are the same in every magazine are left out; so are the theme's files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from newsroom.features.front.model import Pick, Pin, fill
from newsroom.features.read_next.model import Candidate, related
from tests.site.small_magazine import Magazine, Piece

#: When all is built, and the moments of corrections and updates.
_NOW = datetime(2026, 11, 23, 9)  # noqa: DTZ001  stories give the time at the magazine's own desk
_CORRECTED = datetime(2026, 11, 21)  # noqa: DTZ001
_PRINTED = datetime(2026, 1, 1)  # noqa: DTZ001
_UPDATED = [datetime(2026, 11, 22)]  # noqa: DTZ001
#: Sizes of a card that have a picture.
_WITH_PICTURE = {"lead", "large", "wide", "standard", "row"}


@dataclass(frozen=True)
class Shown:
    """Kind and contents of a file, as plain values."""

    kind: str
    facts: object


def shown(magazine: Magazine) -> dict[str, Shown]:
    """Return every file of a magazine in the output, by its path."""
    found = dict(_Look(magazine).files())
    # Header and footer stand on every page but text-only editions, with the sections and the account.
    frame = ([(id_, place.name) for id_, place in magazine.sections.items()], magazine.account)
    return {
        path: Shown(file.kind, (frame, file.facts)) if path.endswith(".html") and file.kind != "text edition" else file
        for path, file in found.items()
    }


class _Look:
    """One magazine, and what is found out about it once."""

    def __init__(self, magazine: Magazine) -> None:
        self.all = magazine
        self.live = [piece for piece in magazine.pieces if piece.status == "published"]
        self.listed = [piece for piece in self.live if not piece.lang]
        self.by_id = {piece.id: piece for piece in self.live}
        #: The stories of each list that was yielded.
        self.held: dict[str, Sequence[Piece]] = {"": self.listed}

    # ------------------------------------------------------------------------------------------------ all of it

    def files(self) -> Iterator[tuple[str, Shown]]:
        """Yield every file."""
        yield from self.stories()
        yield from self.lists()
        yield "index.html", Shown("front", self.front())
        bios = [(id_, person) for id_, person in sorted(self.all.authors.items())]
        yield "breaking.json", Shown("breaking", self.all.banner)
        yield "contributors/index.html", Shown("contributors", bios)
        topics = sorted({topic for piece in self.listed for topic in piece.topics})
        yield "topics/index.html", Shown("topics", topics)
        months = sorted({piece.date.month for piece in self.listed})
        yield "archive/index.html", Shown("archive", months)
        yield "archive/2026/index.html", Shown("archive", months)
        languages = sorted({piece.lang for piece in self.live if piece.lang})
        yield "search/index.html", Shown("search", languages)
        for lang in languages:
            yield f"{lang}/search/index.html", Shown("search", languages)
        for name in ("404.html", "410.html"):
            yield name, Shown("page", "")
            for lang in languages:
                yield f"{lang}/{name}", Shown("page", "")
        for name, words in self.all.pages.items():
            line = self.all.helpline if name == "support" else ""
            log = [(piece.correction, piece.title) for piece in self.live if piece.correction]
            facts = (words, line, log if name == "corrections" else None)
            yield f"{name}/index.html", Shown("page", facts)
        yield from self.issues()
        yield from self.maps()
        used = {piece.picture for piece in self.live if piece.picture}
        used |= {issue.cover for issue in self.all.issues.values()}
        for path in (path for name in used for path in self.all.renditions(name)):
            yield path, Shown("picture", "")

    def issues(self) -> Iterator[tuple[str, Shown]]:
        """Yield the pages of print issues; none of them is more than twenty."""
        numbers = sorted(self.all.issues, reverse=True)
        pages = {}
        for at, number in enumerate(numbers):
            issue = self.all.issues[number]
            contents = []
            for id_, title in issue.contents:
                piece = self.by_id.get(id_)
                if piece is None:
                    contents += [title] if title else []
                else:
                    contents.append((title or piece.title, piece.address, self.names(piece), piece.section))
            beside = [self.cover(other) for other in (*numbers[max(0, at - 1) : at], *numbers[at + 1 : at + 2])]
            pages[number] = (self.cover(number), issue.words, contents, beside)
            yield f"magazine/{number}/index.html", Shown("issue", pages[number])
        newest = pages[numbers[0]] if numbers else None
        yield "magazine/latest/index.html", Shown("latest issue", newest)
        yield "magazine/index.html", Shown("issues", [self.cover(number) for number in numbers])
        if numbers:
            words = [(self.cover(number), self.all.issues[number].words) for number in numbers]
            yield from _forms("magazine/", Shown("feed of issues", words))

    def maps(self) -> Iterator[tuple[str, Shown]]:
        """Yield the sitemaps and their index; nothing but moments and addresses is in them."""
        months: dict[str, list[tuple[object, ...]]] = defaultdict(list)
        for piece in self.live:
            changed = max([piece.date, *([_CORRECTED] if piece.correction else ()), *_UPDATED * self.is_updated(piece)])
            pictures = self.all.renditions(piece.picture) if piece.picture else ()
            months[f"stories-{piece.date:%Y-%m}"].append((changed, piece.address, pictures, self.tongues(piece)))
        maps: dict[str, tuple[str, list[tuple[object, ...]]]] = {
            name: ("map of a month", sorted(facts, key=repr)) for name, facts in months.items()
        }
        heads = [(max((p.date for p in pieces), default=None), base) for base, pieces in self.held.items()]
        maps["lists"] = "map of lists", sorted([*heads, (_PRINTED if self.all.issues else None, "magazine/")], key=repr)
        maps["pages"] = "map of pages", [(None, at) for at in sorted([*map(str, self.all.issues), *self.all.pages])]
        fresh = [(p.date, p.address, p.title) for p in self.live if p.date > _NOW - timedelta(days=2)]
        if fresh:
            maps["news"] = "map of news", list(fresh)
        newest = {}
        for name, (kind, facts) in maps.items():
            newest[name] = max((str(moment) for moment, *_ in facts if moment), default="")
            yield f"sitemaps/{name}.xml", Shown(kind, facts)
        yield "sitemap.xml", Shown("index of maps", newest)
        yield "robots.txt", Shown("robots", "")

    def is_updated(self, piece: Piece) -> bool:
        """Return whether a story says that it was updated: in its head, or as a live page does."""
        return bool(piece.update or piece.live)

    def cover(self, number: int) -> object:
        """Return what a cover shows of a print issue."""
        issue = self.all.issues[number]
        return number, issue.title, self.all.renditions(issue.cover)

    # -------------------------------------------------------------------------------------------------- stories

    def card(self, piece: Piece | None, size: str, *, summary: bool = True) -> object:
        """Return what a card of one size shows of a story."""
        if piece is None:
            return None
        facts: list[object] = [piece.address, piece.title, piece.date, self.all.sections[piece.section].colour]
        if size != "line":
            facts += [self.names(piece), piece.rating]
        if summary:
            facts.append(piece.summary)
        return (*facts, self.picture(piece)) if size in _WITH_PICTURE else tuple(facts)

    def names(self, piece: Piece) -> object:
        """Return the names of a story's authors."""
        return [self.all.authors[id_].name for id_ in piece.authors]

    def picture(self, piece: Piece) -> object:
        """Return what is seen of a story's picture."""
        return (self.all.renditions(piece.picture), piece.alt) if piece.picture else None

    def stories(self) -> Iterator[tuple[str, Shown]]:
        """Yield the pages of stories."""
        chosen = related([_candidate(piece) for piece in self.listed])
        newer: dict[str, Piece] = {}
        older: dict[str, Piece] = {}
        for section in self.all.sections:
            for late, early in pairwise([piece for piece in self.listed if piece.section == section]):
                newer[early.id], older[late.id] = late, early
        for piece in self.live:
            # Related stories are shown with a picture and without a summary, neighbours by title and day.
            beside = [self.card(self.by_id[id_], "standard", summary=False) for id_ in chosen.get(piece.id, ())]
            beside += [self.card(side.get(piece.id), "line", summary=False) for side in (newer, older)]
            whole = (self.card(piece, "lead"), piece.body, piece.topics, piece.state, piece.correction, piece.comment)
            whole += (piece.reviewed, piece.live, piece.item, piece.update, piece.id == self.all.on_air)
            bios = [self.all.authors[id_] for id_ in piece.authors]
            facts = (whole, bios, beside, self.box(piece), self.tongues(piece))
            yield _file(piece.address), Shown("story", facts)
            yield _file(f"{piece.address}text/"), Shown("text edition", self.text(piece))

    def text(self, piece: Piece) -> object:
        """Return what a story's text-only edition shows: nothing of other stories, and of a picture the words."""
        said = (piece.title, piece.summary, piece.date, piece.body, piece.correction, piece.update, piece.alt)
        said += (piece.rating, piece.reviewed, piece.live, piece.item)
        where = (piece.address, self.all.sections[piece.section].name, self.tongues(piece))
        return said, where, [(id_, self.all.authors[id_].name) for id_ in piece.authors]

    def box(self, piece: Piece) -> object:
        """Return a story's place in its series: the part and the titles of its neighbours."""
        parts = [other for other in reversed(self.listed) if other.series and other.series == piece.series]
        if piece not in parts:
            return None
        at = parts.index(piece)
        near = [(part.title, part.address) for part in (*parts[max(0, at - 1) : at], *parts[at + 1 : at + 2])]
        return at, near

    def tongues(self, piece: Piece) -> object:
        """Return the addresses of a story in other languages."""
        family = [other for other in self.live if other.original and other.original in (piece.id, piece.original)]
        original = self.by_id.get(piece.original)
        return [other.address for other in (*family, *([original] if original else ())) if other is not piece]

    # ---------------------------------------------------------------------------------------------------- lists

    def lists(self) -> Iterator[tuple[str, Shown]]:
        """Yield every list and its feed."""
        yield from _forms("", Shown("feed", self.entries(self.listed)))
        for id_, place in self.all.sections.items():
            here = [piece for piece in self.listed if piece.section == id_]
            states = sorted({piece.state for piece in here if piece.state})
            yield from self.sheets(f"{id_}/", here, place.colour, (place.introduction, states))
            yield from _forms(f"{id_}/", Shown("feed", self.entries(here)))
            for state in states:
                within = [piece for piece in here if piece.state == state]
                yield from self.sheets(f"{id_}/{state}/", within, place.colour)
                yield from _forms(f"{id_}/{state}/", Shown("feed", (place.name, self.entries(within))))
        for id_, person in self.all.authors.items():
            theirs = [piece for piece in self.listed if id_ in piece.authors]
            yield from self.sheets(f"author/{id_}/", theirs, person)
            yield from _forms(f"author/{id_}/", Shown("feed", (person.name, self.entries(theirs))))
        shelves: dict[str, list[Piece]] = defaultdict(list)
        for piece in self.listed:
            for topic in piece.topics:
                shelves[f"topic/{_slug(topic)}/"].append(piece)
            if piece.series:
                shelves[f"series/{_slug(piece.series)}/"].append(piece)
        words = {
            f"{'series' if name == 'Long walk' else 'topic'}/{_slug(name)}/": said
            for name, said in self.all.introductions.items()
        }
        for address, pieces in shelves.items():
            yield from self.sheets(address, pieces, top=words.get(address, ""))
            yield from _forms(f"{address}", Shown("feed", self.entries(pieces)))
        for month in {piece.date.month for piece in self.listed}:
            within = [piece for piece in self.listed if piece.date.month == month]
            yield from self.sheets(f"archive/2026/{month:02d}/", within)
        for lang in {piece.lang for piece in self.live if piece.lang}:
            within = [piece for piece in self.live if piece.lang == lang]
            yield from self.sheets(f"{lang}/", within)
            yield from _forms(f"{lang}/", Shown("feed", self.entries(within)))

    def sheets(
        self, base: str, newest_first: Sequence[Piece], everywhere: object = "", top: object = ""
    ) -> Iterator[tuple[str, Shown]]:
        """Yield the sheets of a list: twenty stories on each from the oldest on, and 20 to 39 on the head.

        Args:
            base: the list's address.
            newest_first: its stories.
            everywhere: what each sheet shows besides.
            top: what the head alone shows.
        """
        self.held[base] = newest_first
        oldest_first = newest_first[::-1]
        fixed = max(0, len(oldest_first) // 20 - 1)
        for number in range(1, fixed + 1):
            cards = [self.card(piece, "row") for piece in oldest_first[20 * number - 20 : 20 * number]]
            # Which sheet is the newer one is said by number, and of the newest by the list's own address.
            newer = "the head" if number == fixed else number + 1
            yield f"{base}page/{number}/index.html", Shown("sheet", (everywhere, cards, newer))
        cards = [(self.card(piece, "row"), piece.id == self.all.on_air) for piece in oldest_first[20 * fixed :]]
        banner = "" if base.startswith("archive/") else self.all.banner
        yield f"{base}index.html", Shown("head", (everywhere, top, cards, fixed, banner))

    def entries(self, newest_first: Sequence[Piece]) -> object:
        """Return what a feed shows of the twenty newest stories."""
        return [
            # That there was an update moves the moment at which the entry was updated.
            (
                (
                    piece.address,
                    piece.title,
                    piece.summary,
                    piece.body,
                    piece.correction,
                    piece.live,
                    piece.item,
                    piece.rating,
                ),
                (piece.date, piece.update != "", self.names(piece), piece.topics, self.picture(piece)),
            )
            for piece in newest_first[:20]
        ]

    # ------------------------------------------------------------------------------------------------ the front

    def front(self) -> object:
        """Return what the front page shows: not every card on it has a summary or a picture."""
        picks = [Pick(piece.id, piece.section, "news", bool(piece.picture)) for piece in self.listed]
        slots = fill(picks, self.all.sections, [Pin("lead", self.all.lead)])
        cards = [self.card(self.by_id[slots.lead], "lead")]
        for number, id_ in enumerate(slots.secondary):
            cards.append(self.card(self.by_id[id_], "standard", summary=number == 0))
        cards += [self.card(self.by_id[id_], "line", summary=False) for id_ in slots.latest]
        chosen = {slots.lead, *slots.secondary, *slots.latest, *(id_ for ids in slots.sections.values() for id_ in ids)}
        parts = []
        for shape, section in enumerate(section for section in self.all.sections if slots.sections[section]):
            place = self.all.sections[section]
            first, *rest = (self.by_id[id_] for id_ in slots.sections[section])
            # The first section is shown large, the second by pictures, the rest with one picture.
            others = "standard" if shape == 1 else "text"
            shown = [self.card(first, "standard", summary=shape == 0)]
            shown += [self.card(piece, others, summary=False) for piece in rest]
            parts.append((place.introduction, place.colour, shown))
        newest = self.cover(max(self.all.issues)) if self.all.issues else None
        return cards, parts, newest, self.all.banner, self.all.on_air if self.all.on_air in chosen else ""


def _forms(base: str, carried: Shown) -> Iterator[tuple[str, Shown]]:
    """Yield a feed in each of its forms."""
    for form in ("atom", "rss", "json"):
        yield f"{base}feed.{form}", carried


def _candidate(piece: Piece) -> Candidate:
    return Candidate(piece.id, piece.date, piece.section, frozenset(_slug(topic) for topic in piece.topics))


def _file(address: str) -> str:
    return address.removeprefix("/") + "index.html"


def _slug(words: str) -> str:
    return words.lower().replace(" ", "-")
