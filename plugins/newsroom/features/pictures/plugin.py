"""Sets pictures in texts, and writes every size of those that published pages use, and no other."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from newsroom.core.problems import Problem
from newsroom.engine import hooks, setting_groups
from newsroom.engine.cache import digests
from newsroom.engine.plan import Plan
from newsroom.engine.read_context import ReadContext
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.pictures import safety
from newsroom.features.pictures.library import PictureLibrary
from newsroom.features.pictures.model import Rendition, Subject, renditions
from newsroom.features.pictures.reading import check, used
from newsroom.features.pictures.store import RenditionStore
from newsroom.features.pictures.transform import transform


class PictureSettings(Struct, frozen=True):
    """Whether pictures are made as AVIF too."""

    avif: bool = False


def _read_settings(raw: RawSettings) -> PictureSettings:
    return PictureSettings(bool(raw.get("PICTURES_AVIF", False)))


GROUP = SettingGroup(
    PictureSettings,
    {"PICTURES_AVIF": "Whether pictures are made as AVIF too, smaller and slow to make; publishconf.py sets it."},
    _read_settings,
)


def register() -> None:
    """Connect to the hooks."""
    setting_groups.offer(GROUP)
    hooks.transforms.connect(offer)
    hooks.enrich.connect(check)
    hooks.plan.connect(plan)
    hooks.encode.connect(encode)
    hooks.safety.connect(safety.say)


def offer(context: ReadContext) -> None:
    """Offer the transform that turns pictures into figures, and the pictures themselves."""
    context.add("pictures", transform, after=("galleries",))
    context.other_folders.add("images")
    if context.settings is not None:
        avif = context.settings.of(PictureSettings).avif
        context.picture_lookup = PictureLibrary(context.settings.content / "images", context.cache, avif=avif)
        context.formats = "-avif" if avif else ""


class PublishedPictures(Struct, frozen=True):
    """The pictures that something published shows, and where their sizes are kept."""

    store: RenditionStore
    subjects: tuple[Subject, ...]


def plan(plan: Plan) -> None:
    """Plan every size of every picture that something published shows."""
    library = plan.edition.read_context.picture_lookup
    if not isinstance(library, PictureLibrary):
        return
    store, subjects = RenditionStore(plan.edition.cache, library.folder), used(plan)
    plan.edition.put(PublishedPictures(store, tuple(subjects)))
    for rendition in (one for subject in subjects for one in renditions(subject)):
        address, source = rendition.address, f"content/images/{rendition.subject.source.src}"
        # The address holds the hash of all that decides the bytes.
        plan.file(address, source, partial(_content, store, rendition), digests.of(address))


def encode(plan: Plan) -> None:
    """Make the sizes that the cache lacks.

    Each picture was decoded to its end when it was measured, so hardly any problem is left to find here.
    """
    if not isinstance(plan.edition.read_context.picture_lookup, PictureLibrary):
        return
    pictures = plan.edition.get(PublishedPictures)
    for subject in pictures.store.prepare(pictures.subjects, on_progress=plan.edition.progress.done):
        path = f"content/images/{subject.source.src}"
        message, fix = "the picture cannot be made smaller", "save it again as JPEG or PNG"
        plan.edition.problems.append(Problem(path, 0, 0, "picture-unreadable", message, fix))


def _content(store: RenditionStore, rendition: Rendition) -> bytes:
    return store.content(rendition)
