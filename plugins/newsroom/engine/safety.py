"""Status of each promise for the present content, which features report."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from newsroom.core import urls
from newsroom.core.promises import PROMISES, PromiseStatus
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan


class Safety(Struct):
    """The site that plugins check, and their results.

    Args:
        plan: everything that is going to be written, with the edition that it is made from.
        site: a folder with a whole build of it.
    """

    plan: Plan
    site: Path
    said: list[PromiseStatus] = field(default_factory=list)

    @property
    def edition(self) -> Edition:
        """The edition."""
        return self.plan.edition

    def page(self, address: str) -> str:
        """Return the HTML that was written for an address; empty where there is no such page."""
        file = self.site / urls.file_of(address)
        return file.read_text("utf-8") if file.is_file() else ""

    def say(self, promise: str, kept: bool, words: str) -> None:
        """Record whether a promise is kept; see `PromiseStatus`."""
        self.said.append(PromiseStatus(promise, kept, words))

    def states(self) -> list[PromiseStatus]:
        """Return the status of each promise, in their order; a promise without an answer is not kept."""
        order = list(PROMISES)
        silent = set(order) - {state.promise for state in self.said}
        nobody = [PromiseStatus(name, False, "no plugin in PLUGINS looks after this") for name in sorted(silent)]
        return sorted([*self.said, *nobody], key=lambda state: order.index(state.promise))
