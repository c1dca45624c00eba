"""Reads what the magazine looks like."""

from __future__ import annotations

from newsroom.engine.edition import Edition
from newsroom.site.colours.schema import colours_of, problems
from newsroom.site.look import Look
from newsroom.site.magazine.reading import Magazine


def read_look(edition: Edition) -> Look:
    """Return what the magazine looks like; problems with its colours go to the edition."""
    magazine = edition.get(Magazine)
    field = magazine.file.colours
    edition.problems += problems(field, magazine.source, magazine.located.line_of)
    return Look(field, colours_of(field), magazine.file.short_name)
