"""Notes links while texts are read, resolves them once everything is known, and looks at those of finished pages."""

from __future__ import annotations

from urllib.parse import unquote

from newsroom.core.markdown_document import InternalLink
from newsroom.core.name_index import NameIndex
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read_context import ReadContext
from newsroom.features.addresses.reading import Rulings
from newsroom.features.files.model import Files
from newsroom.features.links import finished_pages, fragments
from newsroom.features.links.faults import PublishedAddresses
from newsroom.features.links.missing_pages import PageRemedies
from newsroom.features.links.model import ExpiredAddresses, LinkResolver, address_problems, transform


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)
    hooks.enrich.connect(resolve_all, after=("files", "stories"))
    hooks.plan.connect(check_addresses, after=(hooks.EVERYTHING, "sitemaps", "structured_data", "text_edition"))
    hooks.staged.connect(finished_pages.check_output)


def offer(context: ReadContext) -> None:
    """Offer the transforms that sort links, and look for the places that they name."""
    context.add("links", transform, after=("galleries", "pictures"))
    context.add("fragments", fragments.transform, after=("links", "posts", "lists", "layouts"))


def resolve_all(edition: Edition) -> None:
    """Say where every file of content/ is published, and find the links that lead nowhere."""
    live = [document for document in edition.live_documents() if document.address]
    files = {_content_path(document.source): document.address for document in live}
    hidden = [name for document in edition.documents() for name in (_content_path(document.source), document.id)]
    directory = LinkResolver(
        files,
        hidden,
        edition.named_pages,
        edition.get(Files, Files()),
        edition.get(ExpiredAddresses, ExpiredAddresses()),
    )
    directory.moved = own_old_addresses(edition)
    edition.put(directory)
    anchors = {document.address: NameIndex(document.anchors) for document in live if document.anchors is not None}
    for path, links in published_links(edition):
        edition.problems += directory.problems(path, links)
        led = [(link, address) for link in links if link.fragment and (address := directory.address(link))]
        edition.problems += fragments.problems(path, led, anchors)
    for path, links in edition.links:
        addressed = [(link, link.target) for link in links]
        edition.problems += fragments.problems(path, addressed, anchors)


def check_addresses(plan: Plan) -> None:
    """Find links to addresses at which nothing is published; runs last, when the plan is whole."""
    edition, addresses = plan.edition, plan.addresses
    gone, directory = edition.get(ExpiredAddresses, ExpiredAddresses()).addresses, edition.get(LinkResolver)
    known = PublishedAddresses(addresses | {old for old, to in directory.moved.items() if to in addresses})
    remedies = PageRemedies(plan)
    for path, links in published_links(edition):
        edition.problems += address_problems(path, links, known, gone)
    for path, links in edition.links:
        edition.problems += address_problems(path, links, known, gone, remedies.remedy)
        edition.problems += directory.problems(path, links)


def _content_path(source: str) -> str:
    return source.partition("/")[2]


def published_links(edition: Edition) -> list[tuple[str, tuple[InternalLink, ...]]]:
    """Return the links into the magazine of every text that is published, with the path of its file."""
    return [(document.source, document.links) for document in edition.live_documents() if document.links]


def own_old_addresses(edition: Edition) -> dict[str, str]:
    """Return where the old addresses lead that published files and moved.toml name, in the form that links have."""
    moved = {old: ruling.to for old, ruling in edition.get(Rulings, Rulings()).by_address.items() if ruling.to}
    moved |= {old: document.address for document in edition.live_documents() for old in document.aliases}
    return {unquote(old): address for old, address in moved.items()}
