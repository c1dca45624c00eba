"""Authors: the record, the bio box under a story, and the problems an author's file can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from typing import Literal

from msgspec import Struct, field
from pydantic import Field, field_validator, model_validator

from newsroom.core import languages, text
from newsroom.core.deceptive_text import comparable
from newsroom.core.interface_text import TranslatableText
from newsroom.core.markdown_document import InternalLink, PictureUse
from newsroom.core.name_index import NameIndex
from newsroom.core.parts import Picture
from newsroom.core.problems import Problem
from newsroom.core.schema import Prose, Record, Words, fault
from newsroom.features.author_bios.addresses import contributors_address
from newsroom.features.pictures.schema import picture_path
from newsroom.features.stories.addresses import author_address
from newsroom.features.stories.model import StoryRecord
from newsroom.site.story_parts import BioBox, BylineName, Face, Profile

AuthorStatus = Literal["staff", "contributor", "guest", "former", "desk"]

#: The headings of /contributors/, in their order.
STATUS_HEADINGS = {
    "staff": TranslatableText("Staff"),
    "contributor": TranslatableText("Contributors"),
    "guest": TranslatableText("Guests"),
    "desk": TranslatableText("Desks"),
    "former": TranslatableText("Who wrote for us before"),
}
#: Names of the statuses for one author, as the author's page shows them.
STATUSES = {
    "staff": TranslatableText("staff"),
    "contributor": TranslatableText("contributor"),
    "guest": TranslatableText("guest"),
    "desk": TranslatableText("desk"),
    "former": TranslatableText("former"),
}


class PhotoField(Record):
    """A portrait."""

    src: Words = Field(description="the file, under content/images/")
    alt: Prose = Field(description="what it shows, for people who cannot see it")

    @model_validator(mode="before")
    @classmethod
    def _has_alt(cls, value: object) -> object:
        if isinstance(value, str):
            fix = "put src: and alt: on lines of their own below photo:, each with two spaces before it"
            raise fault("value-shape", '"photo" holds more than one value', fix)
        if isinstance(value, dict) and not str(value.get("alt", "")).strip():
            raise fault("picture-alt", "the photo has no alt text", "add alt: and say what the photo shows", "alt")
        return value

    @field_validator("src")
    @classmethod
    def _inside(cls, value: str) -> str:
        return picture_path(value)


class AuthorFields(Record):
    """Front matter of an author's file; the body is the long bio."""

    name: Prose = Field(description="the name in bylines")
    names: dict[str, Words] = Field(default_factory=dict, description="the name in other languages, one a line")
    pronouns: Prose | None = Field(None, description="the author's pronouns, as they give them")
    role: Prose | None = Field(None, description="what they do for the magazine, in a few words")
    status: AuthorStatus = Field("contributor", description="staff, contributor, guest, former or desk")
    photo: PhotoField | None = Field(None, description="a portrait under content/images/, with alt text")
    bio: Prose = Field(description="one line, shown under each story")
    links: dict[str, Words] = Field(default_factory=dict, description="a service and a handle or address, one a line")
    email: Words | None = Field(None, description="an address that may be published")

    @field_validator("names")
    @classmethod
    def _languages(cls, value: dict[str, str]) -> dict[str, str]:
        for lang in value:
            if not languages.is_known_language(lang.casefold()):
                code = languages.BY_NAME.get(lang.casefold(), "ru")
                raise fault("value-shape", f'"{lang}" is no language code', f"write {code}: before the name in it")
        return value


class Author(Struct, frozen=True):
    """One author: the front matter of their file, and what was made of that and of the text below it.

    Args:
        id: the name of the file; empty for the newsroom itself.
        source: the path of the file in the project.
        fields: the front matter.
        html: the long bio, with a token for each of ``links``.
        media: kinds of media in the bio: `newsroom.core.markdown_document.MarkdownDocument.media`.
        links: links of the bio into the magazine.
        pictures: pictures that the author's page shows.
        picture: the portrait.
        profiles: the accounts in ``fields.links``.
        email: ``fields.email`` as a link can have it.
    """

    id: str
    source: str
    fields: AuthorFields
    html: str = ""
    media: tuple[str, ...] = ()
    links: tuple[InternalLink, ...] = ()
    pictures: tuple[PictureUse, ...] = ()
    picture: Picture | None = None
    profiles: tuple[Profile, ...] = ()
    email: str = ""

    @property
    def address(self) -> str:
        """The address of the author's page; the newsroom, which has no id, is all its contributors."""
        return author_address(self.id) if self.id else contributors_address()


class Authors(Struct, frozen=True, dict=True):
    """Everybody who has a file, by id; ``hidden`` are those whom nothing published names, see `unpublished`."""

    by_id: Mapping[str, Author] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    @cached_property
    def ids(self) -> NameIndex:
        """The ids of all, for a suggestion where an id is mistyped."""
        return NameIndex(self.by_id)

    @property
    def public(self) -> dict[str, Author]:
        """Everybody who has a page, by id."""
        return {id_: author for id_, author in self.by_id.items() if id_ not in self.hidden}

    def name(self, id_: str, lang: str = "") -> str:
        """Return an author's name, in a language where it is known in that; an unknown id stands for itself."""
        author = self.by_id.get(id_)
        return (languages.best(author.fields.names, lang)[0] or author.fields.name) if author else id_


def byline_name(author: Author, did: str, lang: str) -> BylineName:
    """Return an author as the byline of a story in a language names them."""
    name, known = languages.best(author.fields.names, lang)
    return BylineName(name or author.fields.name, author.address, did, known, languages.direction(known))


def bio_box(author: Author, did: str = "", lang: str = "") -> BioBox:
    """Return an author as the box under a story in a language shows them; without one, in the magazine's own."""
    name, known = languages.best(author.fields.names, lang)
    return BioBox(
        name=name or author.fields.name,
        href=author.address,
        pronouns=author.fields.pronouns or "",
        role=author.fields.role or "",
        bio=text.line(author.fields.bio),
        did=did,
        initials=text.initials(author.fields.name),
        picture=author.picture,
        profiles=author.profiles,
        email=author.email,
        desk=author.fields.status == "desk",
        lang=known,
        dir=languages.direction(known),
    )


def face(record: StoryRecord, authors: Authors) -> Face | None:
    """Return the face of who wrote a story: the first of its authors who has a file."""
    author = next((authors.by_id[item.author] for item in record.bylines if item.author in authors.by_id), None)
    return Face(author.picture, text.initials(author.fields.name)) if author else None


def unpublished(ids: Iterable[str], live: Set[str], kept_back: Set[str]) -> frozenset[str]:
    """Return the ids of those all of whose stories are kept back: that they write for us is not known yet, or no more.

    Who has no story at all, such as an editor, is no secret.

    Args:
        ids: everybody's.
        live: of those whom a story that readers may see names.
        kept_back: of those whom one names that they may not see.
    """
    return frozenset(id_ for id_ in ids if id_ in kept_back and id_ not in live)


def unknown_author(id_: str, places: Iterable[tuple[str, int]], authors: Authors) -> Iterator[Problem]:
    """Yield a problem for each byline with an id that nobody has, with the nearest that somebody has.

    Args:
        id_: the id.
        places: the files of the stories with the bylines, each with the line of these.
        authors: everybody.
    """
    near = authors.ids.nearest(id_) or authors.ids.nearest(text.slugify(id_))
    several = id_.split()
    if len(several) > 1 and all(one in authors.by_id for one in several):
        near = ", ".join(several)
    if near:
        fix = f'did you mean "{near}"?'
    elif field := next((word for word in several if word.endswith(":")), ""):
        # A line that begins with blanks goes on with the byline above it.
        fix = f'if "{field}" begins a field, take away the blanks and tabs before it'
    else:
        fix = f"add content/authors/{text.slugify(id_) or 'name'}.md: invoke new author makes it"
    for source, line in places:
        yield Problem(source, line, 0, "author-unknown", f'no author "{id_}"', fix)


def author_problems(authors: Iterable[Author], sections: Iterable[str]) -> Iterator[Problem]:
    """Yield two authors with one name or one id, and ids that a section has."""
    taken = set(sections)
    by_name: dict[tuple[str, str], Author] = {}
    by_id: dict[str, Author] = {}
    for author in authors:
        same = by_id.setdefault(author.id, author)
        if same is not author:
            message = f'"{author.id}" is the id of {same.source} too'
            yield Problem(author.source, 1, 0, "author-twice", message, "give one of the two files another name")
        for lang, name in {"": author.fields.name, **author.fields.names}.items():
            first = by_name.setdefault((lang, comparable(name)), author)
            if first is not author:
                message = f'"{name}" is the name in {first.source} too'
                fix = "give one of the two another name" if lang else "keep one of the two files"
                yield Problem(author.source, 1, 0, "author-twice", message, fix)
        if author.id in taken:
            message = f'"{author.id}" is the name of a section'
            yield Problem(author.source, 1, 0, "author-section", message, f"rename the file to {author.id}-desk.md")
