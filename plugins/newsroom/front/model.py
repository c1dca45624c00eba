"""The front page: which story stands where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

SECONDARY, LATEST, OPINION, IN_SECTION = 4, 8, 3, 4


@dataclass(frozen=True, slots=True)
class Pick:
    """What the choice looks at: a story's id, section and kind, and whether it has a picture."""

    id: str
    section: str
    kind: str
    has_picture: bool


@dataclass(frozen=True, slots=True)
class Slots:
    """Ids by slot; ``sections`` holds the ids of each section's stories that stand nowhere else."""

    lead: str
    secondary: tuple[str, ...]
    latest: tuple[str, ...]
    opinion: tuple[str, ...]
    sections: dict[str, tuple[str, ...]]


def fill(newest_first: Sequence[Pick], sections: Iterable[str], lead: str = "") -> Slots:
    """Fill the slots so that no story stands on the page twice.

    The lead is the one asked for, else the newest with a picture that is neither opinion nor sponsored. What is
    sponsored never leads, stands beside the lead, or among the latest.

    Args:
        newest_first: all that lists show.
        sections: the ids of the sections, in order.
        lead: the id of the story to lead with; empty for the newest.
    """
    used: set[str] = set()

    def take(candidates: Iterable[Pick], most: int) -> tuple[str, ...]:
        chosen = [pick.id for pick in candidates if pick.id not in used][:most]
        used.update(chosen)
        return tuple(chosen)

    editorial = [pick for pick in newest_first if pick.kind != "sponsored"]
    reports = [pick for pick in editorial if pick.kind != "opinion"]
    asked = [pick for pick in editorial if pick.id == lead]
    first = take(asked or [pick for pick in reports if pick.has_picture] or reports, 1)
    secondary = take((pick for pick in reports if pick.has_picture), SECONDARY)
    opinion = take((pick for pick in editorial if pick.kind == "opinion"), OPINION)
    latest = take(editorial, LATEST)
    rest = {id_: take((pick for pick in newest_first if pick.section == id_), IN_SECTION) for id_ in sections}
    return Slots(first[0] if first else "", secondary, latest, opinion, rest)
