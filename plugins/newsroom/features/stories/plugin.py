"""Checks relations between stories, and plans their pages and the lists of languages."""

from __future__ import annotations

from functools import partial

from newsroom.core import reserved
from newsroom.core.problems import Problem
from newsroom.core.publication import PublicationState
from newsroom.engine import hooks, results
from newsroom.engine.edition import Edition
from newsroom.engine.pelican_contents import PelicanContents
from newsroom.engine.plan import Plan
from newsroom.engine.read_context import ReadContext
from newsroom.engine.safety import Safety
from newsroom.features.stories import checks
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.documents import name_lists
from newsroom.features.stories.fields import FOLDER
from newsroom.features.stories.model import life
from newsroom.features.stories.pelican_articles import articles
from newsroom.features.stories.reading import read
from newsroom.features.stories.story_page import story_keys, story_view
from newsroom.features.stories.translations import attach_translations, plan_languages
from newsroom.site.feature_data import Sections


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "brand", "links", "sections", "site")
    hooks.transforms.connect(offer)
    hooks.documents.connect(read)
    hooks.read.connect(check, after=("sections",))
    hooks.enrich.connect(attach_translations)
    hooks.enrich.connect(name_lists)
    hooks.plan.connect(plan)
    hooks.safety.connect(say_what_is_hidden)
    hooks.safety.connect(say_what_is_sensitive)


def offer(context: ReadContext) -> None:
    """Say that articles are read."""
    context.text_folders.add(FOLDER)


def check(edition: Edition) -> None:
    """Find what is wrong with each story, and between stories."""
    sections = edition.get(Sections)
    stories = edition.get(Stories).to_check
    names, states = sections.names, sections.states
    alone = results.of_each(
        edition,
        "story-problems",
        list[Problem],
        (sorted(reserved.names()), names, states),
        ((story.whole, story.record) for story in stories),
        lambda record: [*checks.story_problems(record, names, states)],
    )
    for problems in alone:
        edition.problems += problems
    edition.problems += checks.together(story.record for story in stories)
    edition.problems += checks.duplicates(
        (story.record, story.text_digest)
        for story in edition.get(Stories).all
        if story.record.fields.status == "published"
    )


def plan(plan: Plan) -> None:
    """Plan a page for every story that readers may see."""
    plan.edition.get(PelicanContents).articles = partial(articles, plan.edition)
    key = story_keys(plan.edition)
    for story in plan.edition.get(Stories).live:
        record, view = story.record, partial(story_view, story, plan)
        plan.page(record.address, "story.html", record.source, view, key(story), record.lang)
    plan_languages(plan)


def say_what_is_hidden(safety: Safety) -> None:
    """Say how many stories are kept back, and why; that no file knows of them is for a scan to find."""
    edition = safety.edition
    states = {story.record.source: life(story.record, edition.settings.now) for story in edition.get(Stories).all}
    hidden = [
        story.record for story in edition.get(Stories).all if states[story.record.source] is not PublicationState.LIVE
    ]
    shown = [record.source for record in hidden if record.address in safety.plan.pages]
    # A draft whose head cannot be read is no story yet.
    unread = len(edition.drafts - states.keys())
    counts = [
        f"{sum(found is state for found in states.values())} {state.value}"
        for state in PublicationState
        if state.value != "live"
    ]
    words = f"kept back are {', '.join(counts)}, and {unread} drafts besides that are pages or cannot be read"
    safety.say("nothing-unpublished", not shown, f"published all the same: {', '.join(shown)}" if shown else words)


def say_what_is_sensitive(safety: Safety) -> None:
    """Say whether sensitive stories stand alone, as readers get them."""
    live = [story.record for story in safety.edition.get(Stories).live if story.record.fields.sensitive]
    safety.say("sensitive", *checks.alone_on_its_page((record.address, safety.page(record.address)) for record in live))
