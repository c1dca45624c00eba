"""What the newsroom promises to readers, sources and contributors; docs/safety.md is held to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise, and the tests (paths below tests/) that would fail if it were broken."""

    words: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class State:
    """How a promise stands for the present content.

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


#: By name, in the order in which they are printed.
PROMISES: dict[str, Promise] = {
    "nothing-unpublished": Promise(
        "Drafts, scheduled, expired and withdrawn stories leave no trace in what is published.",
        ("site/test_life_cycle.py", "site/test_life_cycle_around.py"),
    ),
    "no-leak": Promise(
        "Every file is looked through for the words and pictures of what is not published, and none is moved in when"
        " there are any.",
        (
            "site/test_leaks.py",
            "site/test_leaks_pasted.py",
            "leaks/test_plain.py",
            "leaks/test_model.py",
            "leaks/test_likeness.py",
            "leaks/test_opened.py",
        ),
    ),
}
