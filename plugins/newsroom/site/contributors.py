"""The people and desks that bylines name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody whom a byline may name.

    Args:
        id: as bylines have it.
        name: as pages have it.
        address: the page about them, with slashes at both ends.
        fediverse: their account there, as link previews name it; may be empty.
        record: all that is known of them, for third-party plugins.
    """

    id: str
    name: str
    address: str
    fediverse: str = ""
    record: object = None


@dataclass(frozen=True)
class Contributors:
    """Everybody whom a byline may name, by id."""

    by_id: Mapping[str, Contributor] = field(default_factory=dict)

    def name(self, id_: str) -> str:
        """Return somebody's name; an unknown id stands for itself."""
        return self.by_id[id_].name if id_ in self.by_id else id_
