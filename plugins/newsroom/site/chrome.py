"""Chrome of a page: header, footer, navigation and everything else around its content.

Site and theme make the frame of it; features provide the rest, each under the name of a field of `Chrome`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from newsroom.core import urls
from newsroom.core.interface_text import AboutText, MarkedText
from newsroom.core.parts import Link
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.write.staging import generator
from newsroom.site.assets import Assets
from newsroom.site.feature_data import ListFeeds, Sections, section_address
from newsroom.site.look import Look
from newsroom.site.magazine.reading import Magazine
from newsroom.site.page_parts import Imprint
from newsroom.site.view_parts import ViewPart, ViewParts
from newsroom.site.views import Chrome

T = TypeVar("T")


class ChromeParts(Struct):
    """Parts that features provide for the chrome, and the chrome as it was made of that."""

    makers: list[Callable[[ViewParts[Chrome]], None]] = field(default_factory=list)
    #: The policy of each page that has another than the rest, by its address.
    policies: Mapping[str, str] = field(default_factory=dict)
    assets: Assets | None = None
    by_section: dict[str, Chrome] = field(default_factory=dict)

    def provide(self, part: ViewPart[Chrome, T], make: Callable[[], T]) -> None:
        """Provide a field of every page's chrome, made once, when the first page is; see `view_parts.ChromePart`."""
        self.makers.append(lambda parts: parts.put(part, make()))


def chrome(plan: Plan, section: str = "", address: str = "") -> Chrome:
    """Return the chrome of a page: everything around its content.

    Args:
        plan: the plan.
        section: the id of the section that the page belongs to.
        address: of a page that may have a policy of its own.
    """
    parts = plan.edition.get(ChromeParts)
    if section not in parts.by_section:
        parts.by_section[section] = _chrome(plan.edition, parts, section)
    section_chrome = parts.by_section[section]
    return replace(section_chrome, policy=parts.policies[address]) if address in parts.policies else section_chrome


def _imprint(owner: str, links: tuple[Link, ...]) -> Imprint | None:
    return Imprint(owner, links) if owner or links else None


def _chrome(edition: Edition, parts: ChromeParts, current: str) -> Chrome:
    settings, sections, assets = edition.settings, edition.get(Sections), parts.assets
    if assets is None:
        raise RuntimeError("the files of the theme are planned before the first page is made")
    links = (
        Link(section.name, section_address(section.id), section.id == current) for section in sections.by_id.values()
    )
    magazine = edition.get(Magazine).file
    new_chrome = Chrome(
        site=settings.site,
        tagline=settings.tagline,
        sections=tuple(links),
        more=sections.more,
        footer=sections.footer,
        imprint=_imprint(magazine.copyright, sections.imprint),
        about=AboutText(magazine.about),
        acknowledgement=tuple(map(MarkedText, magazine.acknowledgement)),
        leaving=assets.leaving,
        player=assets.player,
        stylesheet=assets.stylesheet,
        bundles=assets.bundles,
        fonts=assets.fonts,
        scripts=assets.scripts,
        icons=assets.icons,
        feed=edition.get(ListFeeds, ListFeeds()).of(urls.front()),
        base_url=settings.site_url,
        generator=generator(settings.site),
        look=edition.get(Look).on_pages,
    )
    provided: ViewParts[Chrome] = ViewParts()
    for add_part in parts.makers:
        add_part(provided)
    return provided.fill(new_chrome)
