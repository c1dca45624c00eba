"""Front page: the places of stories, breaking news, and live stories."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

SECONDARY, LATEST, OPINION, IN_SECTION = 4, 6, 3, 5
#: How many stories a place holds that editors may fill.
ROOM = {"lead": 1, "secondary": SECONDARY, "opinion": OPINION, "latest": LATEST}


class Pick(Struct, frozen=True):
    """Candidate for a place: a story's id, section and kind, and whether it has a picture.

    ``lists`` are the addresses of its series and of its topics.
    """

    id: str
    section: str
    kind: str
    has_picture: bool
    lists: frozenset[str] = frozenset()


class SlotPin(Struct, frozen=True):
    """A place, and what an editor put there: the id of a story, or the address of a series or topic."""

    slot: str
    story: str = ""
    list: str = ""


class Curation(Struct, frozen=True):
    """Entries that editors put into the places of the front page and that have not ended, in the order of the file."""

    pins: tuple[SlotPin, ...] = ()


class Slots(Struct, frozen=True):
    """Ids by slot; ``sections`` holds the ids of each section's stories that stand nowhere else."""

    lead: str
    secondary: tuple[str, ...]
    latest: tuple[str, ...]
    opinion: tuple[str, ...]
    sections: dict[str, tuple[str, ...]]


def misfit(slot: str, kind: str) -> str:
    """Return why a story of a kind may not be put into a place; nothing where it may."""
    if kind == "sponsored":
        return "what is sponsored stands in its section alone"
    if slot == "opinion" and kind != "opinion":
        return f"a story of the kind {kind} is no opinion"
    return ""


def fill(newest_first: Sequence[Pick], sections: Iterable[str], pins: Iterable[SlotPin] = ()) -> Slots:
    """Fill the slots so that no story stands on the page twice.

    What editors put somewhere comes first, in their order, and the newest fill what is free; only the latest are always
    in the order of time. A lead that nobody chose is the newest with a picture that is neither opinion nor sponsored.
    What is sponsored never leads, stands beside the lead, or among the latest.

    Args:
        newest_first: every story that lists show.
        sections: the ids of the sections, in order.
        pins: choices of editors; of a story that lists do not show, that is named twice, or for which there is no
            room, nothing comes.
    """
    asked = _asked(newest_first, pins)
    used = {id_ for ids in asked.values() for id_ in ids}

    def choose(candidates: Iterable[Pick], most: int, slot: str = "") -> tuple[str, ...]:
        first = asked.get(slot, [])
        free = [pick.id for pick in candidates if pick.id not in used][: most - len(first)]
        used.update(free)
        return (*first, *free)

    editorial = [pick for pick in newest_first if pick.kind != "sponsored"]
    reports = [pick for pick in editorial if pick.kind != "opinion"]
    lead = choose([pick for pick in reports if pick.has_picture and pick.id not in used] or reports, 1, "lead")
    secondary = choose((pick for pick in reports if pick.has_picture), SECONDARY, "secondary")
    opinion = choose((pick for pick in editorial if pick.kind == "opinion"), OPINION, "opinion")
    latest = set(choose(editorial, LATEST, "latest"))
    rest = {id_: choose((pick for pick in newest_first if pick.section == id_), IN_SECTION) for id_ in sections}
    in_order = tuple(pick.id for pick in editorial if pick.id in latest)
    return Slots("".join(lead), secondary, in_order, opinion, rest)


def _asked(newest_first: Sequence[Pick], pins: Iterable[SlotPin]) -> dict[str, list[str]]:
    """Return the ids that editors put into each place, no more than there is room for, and none twice.

    What an editor names by itself is never taken by a series or topic.
    """
    asked: dict[str, list[str]] = {slot: [] for slot in ROOM}
    pins = tuple(pins)
    by_id = {pick.id: pick for pick in newest_first} if pins else {}
    named = {pin.story for pin in pins}
    taken: set[str] = set()
    for pin in pins:
        here = asked[pin.slot]
        if pin.list:
            candidates = [pick for pick in newest_first if pin.list in pick.lists and pick.id not in named]
        else:
            candidates = [by_id[pin.story]] if pin.story in by_id else []
        fitting = [pick.id for pick in candidates if not misfit(pin.slot, pick.kind) and pick.id not in taken]
        if fitting and len(here) < ROOM[pin.slot]:
            here.append(fitting[0])
            taken.add(fitting[0])
    return asked


SectionShape = Literal["single", "pair", "half", "feature", "row"]


def shapes(counts: Sequence[int]) -> tuple[SectionShape, ...]:
    """Return the layout of each section on the front page, by how many stories it shows.

    ``single`` is one story as wide as the page, ``pair`` are two side by side, ``feature`` is a large one with the
    others beside it, ``row`` are pictures side by side. Two neighbours with at most two stories each share a line:
    ``half``. Where both would do, feature and row take turns.
    """
    chosen: list[SectionShape] = []
    turn = 0
    while len(chosen) < len(counts):
        count, *rest = counts[len(chosen) :]
        if count <= 2:
            if rest and rest[0] <= 2:
                chosen += ["half", "half"]
            else:
                chosen.append("single" if count == 1 else "pair")
        else:
            chosen.append("row" if turn % 2 else "feature")
            turn += 1
    return tuple(chosen)
