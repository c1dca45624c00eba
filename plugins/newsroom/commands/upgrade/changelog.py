"""CHANGELOG.md: the entries that a newer version has and an older one has not."""

from __future__ import annotations

import re

_HEADING = re.compile(r"#{2,4} \S")
_ENTRY = re.compile(r"- \S")


def news(before: str, after: str) -> list[str]:
    """Return the entries that a changelog has gained, as lines, below the headings that they stand under.

    An entry that moved from one section to another, as from "Unreleased" to a version, is none.

    Args:
        before: the older changelog; empty where there is none.
        after: the newer one.
    """
    known = {entry for _, entry in _entries(before)}
    shown: list[str] = []
    headings: tuple[str, ...] = ()
    for under, entry in _entries(after):
        if entry in known:
            continue
        for level, heading in enumerate(under):
            if headings[: level + 1] != under[: level + 1]:
                shown += ["", heading, ""]
        headings = under
        shown += entry.splitlines()
    return [line for at, line in enumerate(shown) if line or (at and shown[at - 1])]


def _entries(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Return each entry with its lines, and the headings above it, the highest first."""
    found: list[tuple[tuple[str, ...], str]] = []
    headings: dict[int, str] = {}
    lines: list[str] = []

    def close() -> None:
        if lines:
            found.append((tuple(headings[level] for level in sorted(headings)), "\n".join(lines).rstrip()))
            lines.clear()

    for line in text.splitlines():
        if _HEADING.match(line):
            close()
            level = len(line) - len(line.lstrip("#"))
            headings = {**{at: title for at, title in headings.items() if at < level}, level: line.rstrip()}
        elif _ENTRY.match(line):
            close()
            lines.append(line)
        elif lines and (line.startswith(" ") or not line.strip()):
            lines.append(line)
        else:
            close()
    close()
    return found
