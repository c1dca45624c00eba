"""Publisher of the magazine, and the pages on which its principles are written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newsroom.features.structured_data.model import Image, Part, Publisher, Reference
from newsroom.site.story_parts import Profile

#: The pages that say how the magazine works, by the property that they stand for; with a heading, the part below it.
POLICIES = {
    "publishing_principles": "/editorial-standards/",
    "ethics_policy": "/editorial-standards/",
    "verification_fact_checking_policy": "/editorial-standards/#accuracy",
    "unnamed_sources_policy": "/editorial-standards/#people-who-talk-to-us",
    "corrections_policy": "/corrections/",
    "actionable_feedback_policy": "/contact/",
    "mission_coverage_priorities_policy": "/about/",
    "masthead": "/contributors/",
}
_LOGO = "/theme/brand/icon-512.png"
#: Accounts that are no page about the magazine.
_NO_PAGES = frozenset({"email", "rss", "whatsapp"})


class ImageLicence(Struct, frozen=True):
    """Licence of the magazine's own pictures, and the page that says how to get another; both may be empty."""

    address: str = ""
    page: str = ""


class MagazineRecords(Struct, frozen=True):
    """The magazine, as pages need it.

    Args:
        base_url: the site's own address, without a slash at its end.
        lang: the magazine's own language.
        publisher: its name, address and logo, for pages that are not about it.
        whole: its full record of itself, for the front page and the page about it.
        licence: of its own pictures.
    """

    base_url: str
    lang: str
    publisher: Publisher
    whole: Publisher
    licence: ImageLicence = ImageLicence()

    @property
    def site_id(self) -> str:
        """Id by which records name the site."""
        return f"{self.base_url}/#website"

    @property
    def reference(self) -> Reference:
        """The magazine, on a page whose graph holds it already."""
        return Reference(id=self.publisher.id)

    def part(self, type_: str, name: str, address: str) -> Part:
        """Return something of the site that a page is a part of; ``address`` is without its host."""
        return Part(type=type_, name=name, url=self.base_url + address)


def magazine(
    base_url: str, site: str, tagline: str, lang: str, accounts: Iterable[Profile], pages: Mapping[str, str]
) -> MagazineRecords:
    """Return the magazine.

    Args:
        base_url: the site's own address, without a slash at its end.
        site: its name.
        tagline: its line below the name.
        lang: its own language.
        accounts: its accounts.
        pages: the HTML of the pages that exist, by address, as far as policies may stand on them.
    """
    publisher = Publisher(
        id=f"{base_url}/#organization",
        name=site,
        url=f"{base_url}/",
        logo=Image(url=base_url + _LOGO, width="512", height="512"),
    )
    policies: dict[str, Any] = {name: base_url + where for name, where in POLICIES.items() if _is_there(where, pages)}
    whole = replace(publisher, slogan=tagline, same_as=same_as(accounts), **policies)
    return MagazineRecords(base_url, lang, publisher, whole)


def _is_there(where: str, pages: Mapping[str, str]) -> bool:
    page, _, part = where.partition("#")
    return page in pages and (not part or f'id="{part}"' in pages[page])


def same_as(accounts: Iterable[Profile]) -> tuple[str, ...]:
    """Return the addresses of accounts that are pages about whoever has them."""
    return tuple(item.href for item in accounts if item.service not in _NO_PAGES and item.href.startswith("http"))
