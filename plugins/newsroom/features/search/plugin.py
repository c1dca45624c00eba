"""Plans the search page and its scripts, and makes the index from the rendered pages."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from newsroom.core.interface_text import TranslatableText
from newsroom.engine import hooks, setting_groups
from newsroom.engine.cache import digests
from newsroom.engine.plan import Plan
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.engine.write.write_context import WriteContext
from newsroom.features.search.addresses import search_address
from newsroom.features.search.views import SearchView
from newsroom.features.stories.addresses import topic_address
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.translations import lists
from newsroom.site.chrome import ChromeParts, chrome
from newsroom.site.page_head import page_head
from newsroom.site.page_rules import SearchPages
from newsroom.site.spoken_languages import spoken
from newsroom.site.view_parts import ChromePart

#: Where the theme keeps what only the search page loads. The files name one another, so the folder carries their hash.
_OWN = "search"


class SearchSettings(Struct, frozen=True):
    """Whether a search index is made."""

    index: bool = False


def _read_settings(raw: RawSettings) -> SearchSettings:
    return SearchSettings(bool(raw.get("NEWSROOM_SEARCH", False)))


GROUP = SettingGroup(
    SearchSettings,
    {"NEWSROOM_SEARCH": "Whether a search index is made; publishconf.py and invoke serve --search set it."},
    _read_settings,
)


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "site", "stories")
    setting_groups.offer(GROUP)
    hooks.plan.connect(plan, after=("author_bios", "stories", "topics"))
    hooks.write.connect(write)


def plan(plan: Plan) -> None:
    """Plan /search/, also in other languages, and its scripts and styles where there is an index for them to ask."""
    edition = plan.edition
    searching = edition.settings.of(SearchSettings).index and bool(_indexed_addresses(plan))
    folder = _plan_own(plan) if searching else ""
    parts = edition.get(ChromeParts)
    parts.provide(ChromePart.SEARCH_BOX, lambda: parts.assets.search_box if searching and parts.assets else "")
    pages = {"": search_address()} | {lang: search_address(lang) for lang in spoken(edition)}
    edition.offer(SearchPages(tuple(pages.values())))
    for lang, address in pages.items():
        view = partial(_view, plan, folder, address, lang)
        plan.page(address, "search.html", "theme/templates/search.html", view, lang=lang, sitemap=None)


def write(context: WriteContext) -> None:
    """Make the index of stories, authors and topics."""
    if context.edition.settings.of(SearchSettings).index:
        # Pagefind's package loads asyncio, and most builds make no index.
        from newsroom.features.search.pagefind_index import write_index

        write_index(context, _indexed_addresses(context.plan))


def _indexed_addresses(plan: Plan) -> list[str]:
    """Return the addresses of the pages that are to be found: stories, and the first sheets of authors and topics."""
    edition = plan.edition
    documents = [document.address for document in edition.live_documents() if document.is_searchable]
    topics = [topic_address(slug) for slug in edition.get(Stories).index.topic]
    return sorted(address for address in {*documents, *topics} if address in plan.pages)


def _plan_own(plan: Plan) -> str:
    held = {path.name: path.read_bytes() for path in plan.edition.settings.theme.files(f"static/{_OWN}").values()}
    folder = f"/theme/{_OWN}.{digests.of(held).hex()[:10]}/"
    for name, content in held.items():
        plan.file(folder + name, f"theme/static/{_OWN}/{name}", partial(bytes, content), digests.of_bytes(content))
    return folder


def _view(plan: Plan, folder: str, address: str, lang: str) -> SearchView:
    about = TranslatableText("Find stories, authors and topics of the magazine.")
    top = page_head(TranslatableText("Search"), about, address, plan.edition, lang=lang)
    return SearchView(chrome(plan, "", address), top, folder, lists(plan.edition))
