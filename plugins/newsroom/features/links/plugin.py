"""Notes links while texts are read, and resolves them once everything is known."""

from __future__ import annotations

from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read.reading import ReadContext
from newsroom.features.author_bios.model import Authors
from newsroom.features.files.model import Files
from newsroom.features.issues.model import Issues
from newsroom.features.links import fragments
from newsroom.features.links.model import LinkResolver, address_problems, transform
from newsroom.features.links.reading import own_old_addresses, published_links
from newsroom.features.pages.reading import Pages
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.expired import ExpiredAddresses, lapsed
from newsroom.site.sections import Sections

#: Pages of other layouts have places besides those of their texts.
_PLAIN_LAYOUT = "standard"


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)
    hooks.enrich.connect(resolve_all)
    hooks.plan.connect(check_addresses)


def offer(desk: ReadContext) -> None:
    """Offer the transforms that sort links, and look for the places that they name."""
    desk.add("links", transform)
    desk.add("fragments", fragments.transform)


def resolve_all(edition: Edition) -> None:
    """Say where every file of content/ is published, and find the links that lead nowhere."""
    files = {_below(story.record.source): story.record.address for story in edition.get(Stories).live}
    files |= {
        _below(p.record.source): p.record.address for p in edition.get(Pages).all if p.record.status == "published"
    }
    authors = edition.get(Authors)
    files |= {_below(author.source): author.address for author in authors.public.values()}
    hidden = [_below(story.record.source) for story in edition.get(Stories).all]
    hidden += [_below(page.record.source) for page in edition.get(Pages).all]
    hidden += [name for id_ in authors.hidden for name in (id_, _below(authors.by_id[id_].source))]
    files |= {_below(issue.source): issue.address for issue in edition.get(Issues).out}
    hidden += [_below(issue.source) for issue in edition.get(Issues).all]
    topics = {tag.slug for story in edition.get(Stories).live for tag in story.record.tags}
    gone = lapsed((story.record for story in edition.get(Stories).all), edition.settings.now)
    edition.put(gone)
    sections, attached = edition.get(Sections).by_id, edition.get(Files)
    directory = LinkResolver(files, hidden, sections, authors.public, topics, attached, gone)
    directory.moved = own_old_addresses(edition)
    edition.put(directory)
    anchors = {story.record.address: story.text.anchors for story in edition.get(Stories).live}
    anchors |= {p.record.address: p.text.anchors for p in edition.get(Pages).all if p.record.layout == _PLAIN_LAYOUT}
    for path, links in published_links(edition):
        edition.problems += directory.problems(path, links)
        led = [(link, address) for link in links if link.fragment and (address := directory.address(link))]
        edition.problems += fragments.problems(path, led, anchors)


def check_addresses(plan: Plan) -> None:
    """Find links to addresses at which nothing is published; runs last, when the plan is whole."""
    edition, addresses = plan.edition, plan.addresses
    gone, directory = edition.get(ExpiredAddresses).addresses, edition.get(LinkResolver)
    known = addresses | {old for old, to in directory.moved.items() if to in addresses}
    for path, links in [*published_links(edition), *edition.links]:
        edition.problems += address_problems(path, links, known, gone)
    for path, links in edition.links:
        edition.problems += directory.problems(path, links)


def _below(source: str) -> str:
    return source.partition("/")[2]
