"""Publishes the files of the magazine's mark, and shows its wordmark in place of its name."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from newsroom.core.problems import Problem
from newsroom.engine import hooks
from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read import files
from newsroom.engine.read_context import ReadContext
from newsroom.features.brand.model import ADDRESS, FILES, FOLDER, WORDMARK, missing_problems
from newsroom.features.files import svg
from newsroom.features.files.model import FileFault
from newsroom.site.feature_data import BrandFiles
from newsroom.site.look import Look, Wordmark


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site")
    hooks.transforms.connect(offer)
    hooks.read.connect(read)
    hooks.plan.connect(plan)


def offer(context: ReadContext) -> None:
    """Say that content/brand/ is read."""
    context.other_folders.add(FOLDER)


def read(edition: Edition) -> None:
    """Find the files of the mark, and clean the wordmark where there is one."""
    present = {name: path for name in FILES if (path := _file(edition, name)) is not None}
    edition.put(BrandFiles(present))
    edition.problems += missing_problems(present, edition.settings.content.name)
    drawn = _file(edition, WORDMARK)
    if drawn is None:
        return
    try:
        drawing = svg.clean(drawn.read_bytes())
    except FileFault as fault:
        shown = f"{edition.settings.content.name}/{FOLDER}/{WORDMARK}"
        edition.problems.append(Problem(shown, 0, 0, "wordmark-unreadable", fault.message, fault.fix))
        return
    digest = hashlib.sha256(drawing.body).hexdigest()[:10]
    address = f"{ADDRESS}wordmark.{digest}.svg"
    look = edition.get(Look)
    edition.put(replace(look, wordmark=Wordmark(address, drawing.width, drawing.height, drawing.body)))


def _file(edition: Edition, name: str) -> Path | None:
    """Return a file of the mark, where there is one in the magazine's own folder."""
    content = edition.settings.content
    path = content / FOLDER / name
    return path if path.is_file() and files.is_inside(path, content.resolve()) else None


def plan(plan: Plan) -> None:
    """Plan every file of the mark."""
    source = f"{plan.edition.settings.content.name}/{FOLDER}"
    for name, path in plan.edition.get(BrandFiles).files.items():
        plan.file(f"{ADDRESS}{name}", f"{source}/{name}", partial(path.read_bytes), digests.of_bytes(path.read_bytes()))
    wordmark = plan.edition.get(Look).wordmark
    if wordmark:
        key = digests.of_bytes(wordmark.body)
        plan.file(wordmark.address, f"{source}/{WORDMARK}", lambda: wordmark.body, key)
