"""Gives every story that has no picture of its own one for link previews, and plans those files."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from newsroom.core import text
from newsroom.engine import hooks, setting_groups
from newsroom.engine.cache import digests
from newsroom.engine.cache.store import Blobs
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.share_pictures.model import Design, key, kicker
from newsroom.features.stories.cards import card
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.rendering import Story
from newsroom.site.feature_data import BrandFiles, SharePicture, SharePictures
from newsroom.site.look import Look

#: The magazine's mark, among the files of `BrandFiles`.
_LOGO = "icon-512.png"
#: The namespace of the drawn pictures in the cache.
NAMESPACE = "share-pictures"


class ShareSettings(Struct, frozen=True):
    """Whether stories without a picture get one for link previews."""

    on: bool = False


def _read_settings(raw: RawSettings) -> ShareSettings:
    return ShareSettings(bool(raw.get("SHARE_PICTURES", False)))


GROUP = SettingGroup(
    ShareSettings,
    {"SHARE_PICTURES": "Whether stories without a picture get one for link previews; publishconf.py sets it."},
    _read_settings,
)


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories", "brand")
    setting_groups.offer(GROUP)
    hooks.enrich.connect(attach)
    hooks.plan.connect(plan)


def attach(edition: Edition) -> None:
    """Say which stories have a picture made for them, and where it will be."""
    designs = _designs(edition)
    edition.put(
        SharePictures({id_: SharePicture(design.address, design.title) for id_, (_, design) in designs.items()})
    )


def plan(plan: Plan) -> None:
    """Plan the pictures; each is drawn once, by whichever core comes to it, and cached."""
    cached = Blobs(plan.edition.cache, NAMESPACE)
    designs = _designs(plan.edition)
    used: set[str] = set()
    for source, design in {design: (source, design) for source, design in designs.values()}.values():
        # The address holds the digest of all that is shown, and the key that of the colours too.
        known_as = key(design, plan.edition.get(Look).colours)
        plan.file(design.address, source, partial(_content, plan, cached, design, known_as), digests.of(known_as))
        used.add(known_as)
    cached.note_use(used)


def _designs(edition: Edition) -> dict[str, tuple[str, Design]]:
    """Return, for each story that gets a picture, its file and what stands on the picture, by the story's id."""
    if not edition.settings.of(ShareSettings).on:
        return {}
    mark = edition.get(BrandFiles).files.get(_LOGO)
    if mark is None:
        return {}
    logo = digests.of_bytes(mark.read_bytes()).hex()
    lacking = (story for story in edition.get(Stories).live if story.lead is None or not story.lead.share)
    # A discreet story has the picture of all discreet stories.
    open_ones = (story for story in lacking if story.record.fields.discreet is None)
    return {story.record.id: (story.record.source, _design(story, edition, logo)) for story in open_ones}


def _design(story: Story, edition: Edition, logo: str) -> Design:
    shown = card(story, edition)
    section, label = (edition.printed(words, shown.lang) for words in (shown.section.name, shown.label))
    return Design(
        title=text.plain(shown.title),
        kicker=kicker(section, label),
        accent=shown.section.accent,
        site=edition.settings.site,
        logo=logo,
    )


def _content(plan: Plan, cached: Blobs, design: Design, known_as: str) -> bytes:
    from newsroom.features.share_pictures.drawing import draw

    image = cached.get(known_as)
    if image is None:
        image = draw(design, plan.edition.get(BrandFiles).files[_LOGO], plan.edition.get(Look).colours)
        cached.put(known_as, image)
    return image
