"""Offers the transforms for quotations, headings, tables, notes and lists."""

from __future__ import annotations

from newsroom.core import raw_markup
from newsroom.engine import hooks
from newsroom.engine.read_context import ReadContext
from newsroom.features.prose import model


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)


def offer(context: ReadContext) -> None:
    """Offer the transforms."""
    context.add("quotes", model.quotes)
    context.add("headings", model.headings)
    context.add("tables", model.tables)
    context.add("notes", model.notes)
    context.add("lists", model.pasted_bullets)
    context.add("markup", raw_markup.transform)
