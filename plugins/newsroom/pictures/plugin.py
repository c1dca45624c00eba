"""Sets pictures in texts, and writes every size of those that published pages use, and no other."""

from __future__ import annotations

from functools import partial

from newsroom.author_bios.model import Authors
from newsroom.build import digests, hooks
from newsroom.build.plan import Plan
from newsroom.build.reading import Desk
from newsroom.core.problems import Problem
from newsroom.issues.model import Issues
from newsroom.pictures.model import Rendition, renditions
from newsroom.pictures.shelf import PictureShelf
from newsroom.pictures.store import RECIPE, RenditionStore
from newsroom.pictures.transform import transform


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)
    hooks.plan.connect(plan)


def offer(desk: Desk) -> None:
    """Offer the transform that turns pictures into figures."""
    desk.add("pictures", transform)


def plan(plan: Plan) -> None:
    """Plan every size of every picture that something published shows."""
    shelf = plan.edition.desk.shelf
    if not isinstance(shelf, PictureShelf):
        return
    store = RenditionStore(plan.edition.settings.cache / "pictures", shelf.folder)
    wanted = [item for src in sorted(_used(plan)) for item in renditions(shelf.measured[src])]
    bad = store.prepare(wanted, write=not plan.edition.settings.check_only, told=plan.edition.course.done)
    for measured in bad:
        path = f"content/images/{measured.src}"
        message, fix = "the picture is cut short or broken", "save it again as JPEG or PNG"
        plan.edition.problems.append(Problem(path, 0, 0, "picture-unreadable", message, fix))
    for rendition in wanted:
        if rendition.source not in bad:
            # The name says what the picture was made of; the recipe, how.
            key = digests.of(rendition.address, RECIPE)
            plan.file(
                rendition.address, f"content/images/{rendition.source.src}", partial(_content, store, rendition), key
            )


def _content(store: RenditionStore, rendition: Rendition) -> bytes:
    return store.content(rendition)


def _used(plan: Plan) -> set[str]:
    edition = plan.edition
    used = {src for story in edition.live for src in story.text.images}
    used |= {story.record.image.src for story in edition.live if story.record.image}
    used |= {src for page in edition.pages if page.record.status == "published" for src in page.text.images}
    for author in edition.get(Authors).by_id.values():
        used |= set(author.images)
    for issue in edition.get(Issues).out:
        used |= set(issue.images)
    return used & set(getattr(edition.desk.shelf, "measured", {}))
