"""Plans the front page."""

from __future__ import annotations

from functools import partial

from pydantic import Field

from newsroom.build import data, hooks
from newsroom.build.cards import card, head
from newsroom.build.edition import Edition
from newsroom.build.plan import Plan
from newsroom.build.views import FrontSection, FrontView
from newsroom.core.parts import Card
from newsroom.core.problems import Problem, did_you_mean
from newsroom.core.schema import Record
from newsroom.front.model import Pick, fill
from newsroom.issues.model import Issues
from newsroom.sections.model import Sections


class FrontFile(Record):
    """The whole of content/data/front.toml."""

    lead: str = Field("", description="the id of the story to lead with; empty for the newest with a picture")


def register() -> None:
    """Connect to the hooks."""
    hooks.read.connect(read)
    hooks.plan.connect(plan)


def read(edition: Edition) -> None:
    """Read front.toml and check that the story it names exists."""
    chosen, located = data.load(edition, "front.toml", FrontFile)
    edition.put(chosen or FrontFile())
    ids = [story.record.id for story in edition.stories]
    if chosen and chosen.lead and chosen.lead not in ids:
        line, column = located.line_of(("lead",))
        source = f"{edition.settings.content.name}/data/front.toml"
        fix = did_you_mean(chosen.lead, ids)
        edition.problems.append(Problem(source, line, column, "link-target", f'no story "{chosen.lead}"', fix))


def plan(plan: Plan) -> None:
    """Plan the front page."""
    plan.page("/", "front.html", "the front page", partial(_view, plan))


def _view(plan: Plan) -> FrontView:
    edition = plan.edition
    stories = {story.record.id: story for story in edition.listed}
    picks = [Pick(id_, s.record.section, s.record.kind, s.lead is not None) for id_, s in stories.items()]
    sections = edition.get(Sections).by_id
    slots = fill(picks, sections, edition.get(FrontFile).lead)

    def cards(ids: tuple[str, ...]) -> tuple[Card, ...]:
        return tuple(card(stories[id_], edition) for id_ in ids)

    shelves = (
        FrontSection(section.tag, section.introduction, cards(slots.sections[id_]))
        for id_, section in sections.items()
        if slots.sections[id_]
    )
    settings = edition.settings
    return FrontView(
        chrome=plan.chrome(""),
        head=head("", settings.tagline, "/", edition),
        lead=card(stories[slots.lead], edition) if slots.lead else None,
        secondary=cards(slots.secondary),
        latest=cards(slots.latest),
        opinion=cards(slots.opinion),
        sections=tuple(shelves),
        issue=edition.get(Issues).latest,
    )
