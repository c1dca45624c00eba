"""Notes links while texts are read, and resolves them once everything is known."""

from __future__ import annotations

from newsroom.author_bios.model import Authors
from newsroom.build import hooks
from newsroom.build.edition import Edition
from newsroom.build.plan import Plan
from newsroom.build.reading import Desk
from newsroom.core.passage import InternalLink
from newsroom.files.model import Files
from newsroom.issues.model import Issues
from newsroom.links.model import Directory, address_problems, transform
from newsroom.sections.model import Sections
from newsroom.stories.expired import Lapsed, lapsed


def register() -> None:
    """Connect to the hooks."""
    hooks.transforms.connect(offer)
    hooks.enrich.connect(resolve_all)
    hooks.plan.connect(check_addresses)


def offer(desk: Desk) -> None:
    """Offer the transform that sorts links."""
    desk.add("links", transform)


def resolve_all(edition: Edition) -> None:
    """Say where every file of content/ is published, and find the links that lead nowhere."""
    files = {_below(story.record.source): story.record.address for story in edition.live}
    files |= {_below(p.record.source): p.record.address for p in edition.pages if p.record.status == "published"}
    authors = edition.get(Authors)
    files |= {_below(author.source): author.address for author in authors.public.values()}
    hidden = [_below(story.record.source) for story in edition.stories]
    hidden += [_below(page.record.source) for page in edition.pages]
    hidden += [name for id_ in authors.hidden for name in (id_, _below(authors.by_id[id_].source))]
    files |= {_below(issue.source): issue.address for issue in edition.get(Issues).out}
    hidden += [_below(issue.source) for issue in edition.get(Issues).all]
    topics = {tag.slug for story in edition.live for tag in story.record.tags}
    gone = lapsed((story.record for story in edition.stories), edition.settings.now)
    edition.put(gone)
    sections, attached = edition.get(Sections).by_id, edition.get(Files)
    directory = Directory(files, hidden, sections, authors.public, topics, attached, gone)
    edition.put(directory)
    for path, links in published_links(edition):
        edition.problems += directory.problems(path, links)


def check_addresses(plan: Plan) -> None:
    """Find links to addresses at which nothing is published; runs last, when the plan is whole."""
    edition, addresses = plan.edition, plan.addresses
    gone, directory = edition.get(Lapsed).addresses, edition.get(Directory)
    for path, links in [*published_links(edition), *edition.links]:
        edition.problems += address_problems(path, links, addresses, gone)
    for path, links in edition.links:
        edition.problems += directory.problems(path, links)


def published_links(edition: Edition) -> list[tuple[str, tuple[InternalLink, ...]]]:
    """Return the links into the magazine of every text that is published, with the path of its file."""
    found = [(story.record.source, story.text.links) for story in edition.live]
    found += [(p.record.source, p.text.links) for p in edition.pages if p.record.status == "published"]
    found += [(issue.source, issue.links) for issue in edition.get(Issues).out]
    return found + [(author.source, author.links) for author in edition.get(Authors).public.values()]


def _below(source: str) -> str:
    return source.partition("/")[2]
