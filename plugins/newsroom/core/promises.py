"""Promises to readers, sources and contributors; docs/explanation/safety.md is held to them.

Each package offers its own in a module ``promises``, and `PROMISES` holds all of them (`newsroom.core.offers`).
"""

from __future__ import annotations

from msgspec import Struct

from newsroom.core.offers import Offers


class Promise(Struct, frozen=True):
    """A promise, and the tests (paths below tests/) that would fail if it were broken."""

    words: str
    tests: tuple[str, ...]


class PromiseStatus(Struct, frozen=True):
    """The result of checking a promise for the present content.

    Args:
        promise: a key of `PROMISES`.
        kept: whether it is kept.
        words: the figures, in one line and without a full stop; where it is not kept, what is wrong and where.

    Raises:
        KeyError: there is no such promise.
    """

    promise: str
    kept: bool
    words: str

    def __post_init__(self) -> None:
        PROMISES[self.promise]

    def __str__(self) -> str:
        return f"{'kept' if self.kept else 'BROKEN':<6}  {self.promise}: {self.words}"


OWN = {
    "contributors-walled": Promise(
        "No contribution can run a script, read or write outside its place, or stop a build by its size.",
        ("browser/test_payloads.py", "core/test_payloads.py", "core/test_limits.py", "site/test_hostile_input.py"),
    ),
}

#: Every promise that a package offers, by its name, whether its plugin is switched on or not.
PROMISES: Offers[Promise] = Offers("promises")
