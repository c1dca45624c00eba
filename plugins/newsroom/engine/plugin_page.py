"""A page that a third-party plugin wrote, passed to the hook `plugin_page` for checks."""

from __future__ import annotations

from msgspec import Struct, field

from newsroom.engine.plan import Plan


class PluginPage(Struct, frozen=True):
    """A page that third-party code wrote.

    Args:
        path: its path in the output.
        raw: its HTML.
        plan: everything that the newsroom writes itself.
        faults: faults of the page, each as words that follow "which".
    """

    path: str
    raw: bytes
    plan: Plan
    faults: list[str] = field(default_factory=list)
