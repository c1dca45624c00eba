"""Plans the files of the theme, and provides the chrome of every page."""

from __future__ import annotations

from functools import partial

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.site.address_table import address_table
from newsroom.site.assets import plan_assets
from newsroom.site.chrome import ChromeParts, chrome


def register() -> None:
    """Connect to the hooks."""
    hooks.documents.connect(begin)
    hooks.plan.connect(plan)


def begin(edition: Edition) -> None:
    """Put the place for what features provide for the chrome."""
    edition.put(ChromeParts())


def plan(plan: Plan) -> None:
    """Plan every file of the theme; the chrome is a part of what every page is made of."""
    plan.edition.get(ChromeParts).assets = plan_assets(plan)
    plan.frame = partial(chrome, plan)
    plan.address_table = partial(address_table, plan)
