"""Reads the ledger, and plans the pages and redirects at old addresses."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.addresses.model import Ledger
from newsroom.features.addresses.moves import judged
from newsroom.features.addresses.pages import plan_pages, take_care
from newsroom.features.addresses.reading import Rulings, facts, read_ledger, read_rulings


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site")
    hooks.read.connect(read)
    hooks.plan.connect(plan, after=(hooks.EVERYTHING, "leaks", "links", "sitemaps", "structured_data", "text_edition"))


def read(edition: Edition) -> None:
    """Read content/data/addresses.txt and content/data/moved.toml."""
    edition.put(read_ledger(edition))
    edition.put(Rulings(read_rulings(edition)))


def plan(plan: Plan) -> None:
    """Decide for every address that was published once; runs behind all that plan, whose addresses it has to know."""
    moves, problems, notes = judged(facts(plan, plan.edition.get(Ledger)))
    plan.edition.put(moves)
    plan.edition.problems += problems
    plan.edition.notes += notes
    plan_pages(plan, moves)
    take_care(plan.edition, moves)
