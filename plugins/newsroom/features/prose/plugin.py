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
    context.add("quotes", model.quotes, after=("pictures", "links", "players"))
    context.add("headings", model.headings, after=("tables",))
    context.add("tables", model.tables, after=("quotes", "posts"))
    context.add("notes", model.notes, after=("headings",))
    context.add("lists", model.pasted_bullets, after=("notes",))
    context.add("markup", raw_markup.transform, after=("posts", "lists", "layouts", "fragments"))
