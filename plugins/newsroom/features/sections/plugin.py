"""Reads sections and states, and plans a page for each section and each state in it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from newsroom.core.name_index import NameIndex
from newsroom.core.parts import Link
from newsroom.core.problems import Problem, did_you_mean
from newsroom.engine import hooks
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.engine.read import data
from newsroom.features.author_bios.model import Authors, face
from newsroom.features.sections.model import NavigationFile, SectionsFile, assemble, section_problems, unknown_colours
from newsroom.features.sections.reading import note_links, of_states
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.lists import List, plan_list
from newsroom.features.stories.rendering import Story
from newsroom.site.feature_data import ListFeeds, Section, Sections, section_address, state_address
from newsroom.site.look import Look
from newsroom.site.story_parts import Face


def register() -> None:
    """Connect to the hooks."""
    hooks.needs(__name__, "stories")
    hooks.read.connect(read)
    hooks.plan.connect(plan)


def read(edition: Edition) -> None:
    """Read sections.toml and navigation.toml, and check that every story is in a known section."""
    sublists, located = data.load(edition, "sections.toml", SectionsFile)
    navigation, placed = data.load(edition, "navigation.toml", NavigationFile)
    chosen = [item.colour for item in sublists.section] if sublists else []
    look, accents = edition.get(Look).with_sections(chosen)
    edition.put(look)
    sections = assemble(sublists, navigation, accents)
    edition.put(sections)
    _name_lists(edition, sections)
    note_links(edition, navigation, placed)
    ids = [item.id for item in sublists.section] if sublists else []
    source = f"{edition.settings.content.name}/data/sections.toml"
    edition.problems += section_problems(ids, source, located.line_of)
    states = [item.id for item in sublists.state] if sublists else []
    edition.problems += section_problems(states, source, located.line_of, "state")
    edition.problems += unknown_colours(chosen, look.accent_names, source, located.line_of)
    if not sublists:
        return
    if not ids:
        fix = "write a [[section]] for each; if you named another folder for the content, look at its name"
        edition.problems.append(Problem(source, 0, 0, "value-missing", "the magazine has no sections", fix))
        return
    known = NameIndex(sections.by_id)
    for section, records in edition.get(Stories).records.sections.items():
        if section in known:
            continue
        fix = f"{did_you_mean(section, known)} (else add it to content/data/sections.toml)"
        message = f'there is no section "{section}"'
        edition.problems += [
            Problem(record.source, 0, 0, "section-unknown", message, fix)
            for record in records
            if "section" not in record.at_fault
        ]


def _name_lists(edition: Edition, sections: Sections) -> None:
    """Say which lists have an address that readers can keep, and how links may name them."""
    edition.named_pages["category"] = {id_: section_address(id_) for id_ in sections.by_id}
    for id_ in sections.by_id:
        source = f"{edition.settings.content.name}/data/sections.toml"
        edition.lists[section_address(id_)] = ("section", id_, source)
        for state in sections.states:
            edition.lists[state_address(id_, state)] = ("section", f"{id_}/{state}", f"the state {state}")


def plan(plan: Plan) -> None:
    """Plan the lists of sections and of the states in them."""
    sections = plan.edition.get(Sections)
    for section in sections.by_id.values():
        _plan_section(plan, section, sections.states)


def _plan_section(plan: Plan, section: Section, states: dict[str, str]) -> None:
    stories = plan.edition.get(Stories).index.section.get(section.id, [])
    feeds = plan.edition.get(ListFeeds, ListFeeds())
    by_state = of_states(stories)
    sublists = tuple(Link(name, state_address(section.id, id_)) for id_, name in states.items() if id_ in by_state)
    address = section_address(section.id)
    says, accent, feed = section.introduction, section.accent, feeds.of(address)
    listed = List(address, "section", section.name, says, "", accent, section.id, feed, sublists)
    plan_list(
        plan,
        replace(listed, faces=_faces(plan.edition, stories)),
        stories,
        f"content/data/sections.toml ({section.id})",
    )
    for id_, name in states.items():
        if id_ in by_state:
            said = {"section": plan.edition.printed(section.name), "state": name}
            introduction = plan.edition.phrase("%(section)s stories from %(state)s.") % said
            at = state_address(section.id, id_)
            trail = (Link(section.name, address),)
            state = List(at, "state", name, introduction, section.name, section.accent, section.id, feeds.of(at))
            listed = replace(state, trail=trail, faces=_faces(plan.edition, by_state[id_]))
            plan_list(plan, listed, by_state[id_], f"content/data/sections.toml ({id_})")


def _faces(edition: Edition, stories: Iterable[Story]) -> dict[str, Face]:
    """Return the faces of those who wrote the opinions among some stories, by the story's id.

    A face that stands beside the opinion before is left out, as is that of who has none.
    """
    authors = edition.get(Authors, Authors())
    opinions = [story.record for story in stories if story.record.fields.kind == "opinion"]
    faces, before = {}, None
    for record in opinions:
        shown = face(record, authors)
        if shown is not None and shown != before:
            faces[record.id] = shown
        before = shown
    return faces
