"""``invoke new``: a story, an author or a page with every field, in its place, over nothing that is there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from newsroom.commands import template
from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.story_front_matter import zone_of
from newsroom.core import front_matter, problem_summary, reserved, text, tomlfile
from newsroom.core.problems import did_you_mean
from newsroom.features.author_bios import examples as author_examples
from newsroom.features.author_bios.model import AuthorFields
from newsroom.features.pages import examples as page_examples
from newsroom.features.pages.model import PageFields, make_page, page_problems
from newsroom.features.stories import examples as story_examples
from newsroom.features.stories.schema import StoryFields

#: The longest slug that is made of a title; a longer one is cut between two words.
SLUG_LENGTH = 80
_KINDS = ("story", "author", "page")
#: How a new story reaches readers.
_STORY_NEXT = (
    "Write in it, put its pictures into content/images/, and look at it: invoke serve",
    "Hand it in: git add content, git commit, git push; or send the file and its pictures to an editor.",
    'It goes out with the next invoke publish after an editor has taken the line "status: draft" away.',
)
#: How a new page does.
_PAGE_NEXT = (
    "Put your own words in the place of each line that says what to write. invoke check names those that are left.",
    'Readers get the page with the next invoke publish after you have taken the line "status: draft" away.',
)


@with_messages
def new(root: Path, kind: str, name: str, section: str = "", author: str = "", slug: str = "") -> int:
    """Make a story, an author or a page, and say where it is.

    Args:
        root: the project's folder.
        kind: ``story``, ``author`` or ``page``.
        name: the story's title, the author's full name, or the page's address.
        section: the id of the story's section.
        author: the id of the story's author; may be empty.
        slug: the last part of the story's address; by default made from the title.
    """
    if kind == "story":
        path = story(root, name, section, author, slug)
    elif kind == "author":
        path = person(root, name)
    elif kind == "page":
        path = page(root, name)
    else:
        near = did_you_mean(kind, _KINDS)
        raise OperationError(f'invoke new makes a story, an author or a page, not "{kind}"; {near}')
    say(f"made {path.relative_to(root).as_posix()}")
    for line in {"story": _STORY_NEXT, "page": _PAGE_NEXT}.get(kind, ()):
        say(line)
    return 0


def story(root: Path, title: str, section: str, author: str = "", slug: str = "", now: datetime | None = None) -> Path:
    """Make a draft story.

    Args:
        root: the project's folder.
        title: the headline, in any script.
        section: the id of a section in content/data/sections.toml.
        author: the id of an author who has a file; may be empty.
        slug: the last part of the address; by default made from the title.
        now: its date, with a zone; by default the present minute.

    Returns:
        The path of the new file, content/articles/<section>/<year>/<slug>.md.

    Raises:
        OperationError: when something of this does not exist, or the file does.
    """
    title = _words(title, "title")
    sections = _sections(root)
    if section not in sections:
        asked = f'there is no section "{section}"' if section else "a story needs --section"
        raise OperationError(f"{asked}; {_choice(section, sections)}")
    authors = _authors(root)
    if author and author not in authors:
        near = did_you_mean(author, authors) or 'make one with: invoke new author "Full Name"'
        raise OperationError(f'there is no author "{author}"; {near}')
    slug = _slug(title, slug, sections)
    moment = (now or datetime.now(UTC)).astimezone(zone_of(root))
    id_ = f"{section}/{moment:%Y}/{slug}"
    values = {
        "id": id_,
        "title": template.scalar(title),
        "summary": story_examples.SUMMARY,
        "date": f"{moment:%Y-%m-%d %H:%M}",
        "status": "draft",
        "kind": "news",
    }
    if author:
        values["authors"] = f"[{author}]"
    zone = getattr(moment.tzinfo, "key", "UTC")
    head = template.front_matter_lines(StoryFields, values, story_examples.examples(moment, authors, zone))
    return _write(root, Path("content", "articles", f"{id_}.md"), head + story_examples.BODY)


def person(root: Path, name: str) -> Path:
    """Make an author's file.

    Args:
        root: the project's folder.
        name: the full name, in any script.

    Returns:
        The path of the new file, content/authors/<id>.md.

    Raises:
        OperationError: when the name gives no id, or somebody or something has it already.
    """
    name = _words(name, "name")
    id_ = text.slugify(name)
    if not id_:
        raise OperationError(f'"{name}" leaves nothing for an address; write the name with letters')
    if id_ in _sections(root):
        raise OperationError(f'"{id_}" is the name of a section; a desk is called "{name} desk"')
    for other, called in _authors(root).items():
        if called.casefold() == name.casefold() and other != id_:
            raise OperationError(f'there is an author "{called}" already: content/authors/{other}.md')
    values = {
        "name": template.scalar(name),
        "status": "contributor",
        "bio": template.scalar(author_examples.bio(name)),
    }
    head = template.front_matter_lines(AuthorFields, values, author_examples.EXAMPLES)
    return _write(root, Path("content", "authors", f"{id_}.md"), head + author_examples.BODY)


def page(root: Path, address: str) -> Path:
    """Make a draft page, whose lines say what to write in their place.

    Args:
        root: the project's folder.
        address: where it is to answer: ``contact``, ``/contact/`` or ``magazine/how-to-get-it``.

    Returns:
        The path of the new file, content/pages/<address>.md.

    Raises:
        OperationError: when no page can have this address, or one has it.
    """
    name = address.strip().strip("/").removesuffix(".md")
    parts = name.split("/")
    if not all(map(text.SLUG.match, parts)):
        near = "/".join(filter(None, map(text.slugify, parts)))
        raise OperationError(f'"{address}" cannot be an address; ' + (f"write {near}" if near else "use letters"))
    if parts[0] in _sections(root):
        raise OperationError(f'"{parts[0]}" is the name of a section; give the page another')
    begun = page_examples.example(name)
    place = Path("content", "pages", f"{name}.md")
    fields = PageFields(title=begun.title, summary=page_examples.SUMMARY)
    for problem in page_problems(make_page(fields, place.as_posix())):
        raise OperationError(f"{problem.message}; give the page another name")
    values = {"title": template.scalar(begun.title), "summary": page_examples.SUMMARY, "status": "draft"}
    if begun.layout != fields.layout:
        values["layout"] = begun.layout
    head = template.front_matter_lines(PageFields, values, page_examples.EXAMPLES)
    return _write(root, place, head + begun.body)


def _words(given: str, what: str) -> str:
    """Take line ends, control characters and doubled spaces out of what somebody typed."""
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in given)
    words = " ".join(seen.split())
    if not words:
        raise OperationError(f"the {what} is empty")
    if any(unicodedata.category(sign) == "Cs" for sign in words):
        raise OperationError(f"the {what} is not UTF-8 text; set the terminal to UTF-8")
    return words


def _slug(title: str, given: str, sections: Iterable[str]) -> str:
    if given and not text.SLUG.match(given):
        near = text.slugify(given)
        raise OperationError(f'"{given}" cannot be part of an address; ' + (f"write {near}" if near else "use letters"))
    slug = given or _shortened(text.slugify(title))
    if not slug:
        raise OperationError(f'"{title}" leaves nothing for an address; give one with --slug')
    if slug in reserved.names() or slug in sections:
        raise OperationError(f'"{slug}" is a name that the site uses; give another with --slug')
    return slug


def _shortened(slug: str) -> str:
    return slug if len(slug) <= SLUG_LENGTH else slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]


def _choice(word: str, known: list[str]) -> str:
    """Return the nearest, and all that there are."""
    listed = "the sections are: " + ", ".join(known) if known else "content/data/sections.toml lists none"
    near = did_you_mean(word, known) if word else ""
    return f"{near} {listed}" if near.endswith("?") else listed


def _sections(root: Path) -> list[str]:
    shown = "content/data/sections.toml"
    read = tomlfile.load(root / shown, shown)
    if read.problems:
        raise OperationError(problem_summary.line(read.problems[0]))
    return [str(section["id"]) for section in read.fields.get("section", []) if "id" in section]


def _authors(root: Path) -> dict[str, str]:
    """Return the name of each author by id; one whose file cannot be read has the id for a name."""
    names = {}
    for path in sorted((root / "content" / "authors").glob("*.md")):
        name = _fields(path).get("name")
        names[path.stem] = name if isinstance(name, str) else path.stem
    return names


def _fields(path: Path) -> dict[str, object]:
    words, _ = front_matter.decode(path.read_bytes(), path.name)
    return front_matter.split(words, path.name).fields


def _write(root: Path, place: Path, words: str) -> Path:
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("x", encoding="utf-8", newline="\n")
    except FileExistsError:
        fields = _fields(path) if path.is_file() else {}
        called = fields.get("title") or fields.get("name")
        there = f' ("{called}")' if called else ""
        raise OperationError(f"{place.as_posix()} is there already{there}; nothing was changed") from None
    with file:
        file.write(words)
    return path
