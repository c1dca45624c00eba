"""Counts what Python does, so that a test can tell how work grows without a clock."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType


def operations(work: Callable[[], object]) -> int:
    """Return how many operations Python executes for some work; loops inside of C count as one."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]  # a function of this kind returns itself
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def calls(work: Callable[[], object]) -> Counter[str]:
    """Return how often some work calls each function of the newsroom, by its module and name."""
    counts: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call" and (module := frame.f_globals.get("__name__", "")).startswith("newsroom."):
            counts[f"{module.removeprefix('newsroom.')}.{frame.f_code.co_qualname}"] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counts
