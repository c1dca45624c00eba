"""Offers the transforms for quotations, headings, tables, notes and lists."""

from __future__ import annotations

from newsroom.core import raw_markup
from newsroom.engine import hooks
from newsroom.engine.read_context import ReadContext
from newsroom.features.prose import model


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)


def offer(desk: ReadContext) -> None:
    """Offer the transforms."""
    desk.add("quotes", model.quotes)
    desk.add("headings", model.headings)
    desk.add("tables", model.tables)
    desk.add("notes", model.notes)
    desk.add("lists", model.pasted_bullets)
    desk.add("markup", raw_markup.transform)
