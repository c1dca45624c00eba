"""Reads the channels, and sees to it that every page knows where the tips page is."""

from __future__ import annotations

from functools import partial

from newsroom.core.parts import Link
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.read import data
from newsroom.engine.safety import Safety
from newsroom.features.pages.reading import Pages
from newsroom.features.tips.model import TipsFile, assemble, published, state
from newsroom.site.chrome import ChromeParts
from newsroom.site.view_parts import ChromePart, PagePart


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "pages", "site")
    hooks.read.connect(read)
    hooks.safety.connect(say)


def read(edition: Edition) -> None:
    """Read tips.toml, whose channels pages with the layout tips show."""
    tips_file, _ = data.load(edition, "tips.toml", TipsFile)
    channels = assemble(tips_file).channels
    edition.get(Pages).provide(PagePart.CHANNELS, lambda page: channels if page.record.fields.layout == "tips" else ())
    edition.get(ChromeParts).provide(ChromePart.TIPS, partial(_link, edition))


def _link(edition: Edition) -> Link | None:
    """Return the link to the tips page, for every page: then being there says nothing of anybody."""
    records = [page.record for page in edition.get(Pages).all]
    address = published((record.address, record.fields.layout, record.fields.status) for record in records)
    title = next((record.title for record in records if record.address == address), "")
    return Link(title, address) if address else None


def say(safety: Safety) -> None:
    """Say whether every page links to the tips page, so that visiting it says nothing of anybody."""
    records = [page.record for page in safety.edition.get(Pages).all]
    address = published((record.address, record.fields.layout, record.fields.status) for record in records)
    pages = {file.relative_to(safety.site).as_posix(): file.read_text("utf-8") for file in safety.site.rglob("*.html")}
    safety.say("tips-everywhere", *state(address, pages))
