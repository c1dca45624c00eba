"""Sections, states and navigation, as content/data/ names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from newsroom.core import reserved, text
from newsroom.core.external_links import cleaned
from newsroom.core.front_matter import FieldPath
from newsroom.core.html_policy import forbidden_scheme
from newsroom.core.interface_text import TranslatableText
from newsroom.core.languages import is_known_language
from newsroom.core.parts import Link
from newsroom.core.problems import Problem, did_you_mean
from newsroom.core.schema import Record, Words, fault
from newsroom.site.colours.schema import is_colour
from newsroom.site.feature_data import Section, Sections
from newsroom.site.page_parts import Group


def _slug(value: str) -> str:
    if not text.SLUG.match(value):
        raise fault("slug-shape", f'"{value}" cannot be part of an address', f"write {text.slugify(value)}")
    return value


def _href(value: str) -> str:
    if forbidden_scheme(value):
        raise fault(
            "link-forbidden", f'a link may not begin with "{forbidden_scheme(value)}:"', "use https:// or /address/"
        )
    if "\\" in value or any(sign in value for sign in "\t\n\r"):
        raise fault("link-forbidden", f'"{value}" is no address', "copy it again from the browser")
    return cleaned(value)[0]


def _colour(value: str) -> str:
    if value.startswith("#") and not is_colour(value):
        raise fault("colour-shape", f'"{value}" is no colour', 'write it in hexadecimal, such as "#1c6e8c"')
    return value.lower()


Slug = Annotated[Words, AfterValidator(_slug)]
SectionColour = Annotated[Words, AfterValidator(_colour)]
Href = Annotated[Words, AfterValidator(_href)]


class SectionField(Record):
    """One section, in content/data/sections.toml."""

    id: Slug = Field(description="its folder and its address")
    name: Words = Field(description="its name for readers")
    introduction: Words = Field(description="the line at the top of its page")
    colour: SectionColour = Field(
        "",
        description='its accent: a name, such as blue, or "#1c6e8c"; by default a new one',
    )


class StateField(Record):
    """One state or territory, in content/data/sections.toml."""

    id: Slug = Field(description="what a story writes after state:")
    name: Words = Field(description="its name for readers")


class SectionsFile(Record):
    """The whole of content/data/sections.toml."""

    section: tuple[SectionField, ...] = Field((), description="the sections, in the order of the navigation")
    state: tuple[StateField, ...] = Field((), description="the states")


class LinkField(Record):
    """One link of the navigation."""

    label: Words = Field(description="its words")
    href: Href = Field(description="its address")


class GroupField(Record):
    """A group of links in the footer."""

    title: Words = Field(description="the heading of the group")
    links: tuple[LinkField, ...] = Field((), description="its links")


class ImprintField(Record):
    """The last line of every page."""

    links: tuple[LinkField, ...] = Field((), description="links beside the copyright, to the imprint and to a licence")


class NavigationFile(Record):
    """The whole of content/data/navigation.toml."""

    main: tuple[LinkField, ...] = Field((), description="links above the sections in the header")
    footer: tuple[GroupField, ...] = Field((), description="groups of links in the footer")
    imprint: ImprintField = Field(ImprintField(), description="the last line of every page: imprint and licence")


def assemble(
    sections_file: SectionsFile | None, navigation: NavigationFile | None, accents: Iterable[str] = ()
) -> Sections:
    """Join the two data files; one that could not be read is empty.

    Args:
        sections_file: sections and states.
        navigation: the links of header and footer.
        accents: the name of the accent of each section, in order.
    """
    sections_file = sections_file or SectionsFile()
    navigation = navigation or NavigationFile()
    return Sections(
        {
            item.id: Section(item.id, TranslatableText(item.name), item.introduction, accent)
            for item, accent in zip(sections_file.section, accents, strict=True)
        },
        {item.id: item.name for item in sections_file.state},
        _links(navigation.main),
        tuple(Group(TranslatableText(group.title), _links(group.links)) for group in navigation.footer),
        _links(navigation.imprint.links),
    )


def _links(items: Iterable[LinkField]) -> tuple[Link, ...]:
    return tuple(Link(TranslatableText(item.label), item.href) for item in items)


def section_problems(
    ids: Iterable[str], source: str, line_of: Callable[[FieldPath], tuple[int, int]], table: str = "section"
) -> Iterator[Problem]:
    """Yield ids that the site itself uses, and ids given twice.

    Args:
        ids: the ids of the sections, or of the states, in order.
        source: path of the file that problems name.
        line_of: says where a value stands.
        table: the table of the data file that the ids are in: section or state.
    """
    seen: set[str] = set()
    for number, id_ in enumerate(ids):
        line, column = line_of((table, number, "id"))
        if table == "section" and is_known_language(id_):
            message = f'"/{id_}/" is the address of the list of stories in a language, which may come later'
            yield Problem(source, line, column, "slug-reserved", message, "choose another id")
        if id_ in reserved.names():
            message = f'"{id_}" is a name that the site itself uses'
            yield Problem(source, line, column, "slug-reserved", message, "choose another id")
        if id_ in seen:
            message = f'the {table} "{id_}" is given twice'
            yield Problem(source, line, column, "key-twice", message, "keep one of the two")
        seen.add(id_)


def unknown_colours(
    chosen: Iterable[str], known: Iterable[str], source: str, line_of: Callable[[FieldPath], tuple[int, int]]
) -> Iterator[Problem]:
    """Yield colours of sections that are neither a colour nor the name of an accent.

    Args:
        chosen: colour of each section as its data file has it, in order; empty where it gives none.
        known: the names of the accents.
        source: path of the file that problems name.
        line_of: says where a value stands.
    """
    names = list(known)
    for number, colour in enumerate(chosen):
        if colour and not is_colour(colour) and colour not in names:
            line, column = line_of(("section", number, "colour"))
            fix = f'{did_you_mean(colour, names)} (or write a colour such as "#1c6e8c")'
            yield Problem(source, line, column, "colour-unknown", f'there is no accent "{colour}"', fix)
