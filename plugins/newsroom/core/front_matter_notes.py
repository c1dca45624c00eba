"""Notes taken while front matter is read: where each value stands, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsroom.core.front_matter_values import FieldPath
from newsroom.core.problems import Problem


@dataclass(slots=True)
class FrontMatterNotes:
    """Notes made while front matter is read: the place of each value, and problems."""

    path: str
    lines: dict[FieldPath, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, line: int, rule: str, message: str, fix: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(self.path, line, 0, rule, message, fix))

    def at(self, place: FieldPath, line: int) -> None:
        """Note the line of a value inside another."""
        self.lines[place] = (line, 1)
