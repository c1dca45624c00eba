"""Mistakes in files, and what people are told of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.building import Project

FAULTY = "content/articles/world/2026/faulty.md"
FIELDS = {
    "title": "A title",
    "summary": "One sentence.",
    "date": "2026-05-06 10:00",
    "authors": "[robin-vale]",
}


def front_matter(**changes: str | None) -> str:
    """Return the head of a story with some fields changed, added or (None) left out."""
    fields = {**FIELDS, **changes}
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)


def story(body: str = "Words.", **changes: str | None) -> str:
    """Return a story; its head begins on line 2 and its body on line 8 when no field is added or left out."""
    return f"---\n{front_matter(**changes)}---\n\n{body}\n"


def classic(**changes: str | None) -> str:
    """Return a story in Pelican's own form, its head on line 1."""
    return f"{front_matter(**changes).replace('[', '').replace(']', '')}\nWords.\n"


@dataclass(frozen=True)
class Case:
    """Files that are wrong, and what is said of them: each place and rule, with words of the remedy."""

    files: dict[str, str]
    told: dict[str, str]
    more: Callable[[Project], object] = field(default=lambda site: None)


def case(text: str, told: str, fix: str) -> Case:
    """One faulty story."""
    return Case({FAULTY: text}, {f"{FAULTY}{told}": fix})


def _latin(site: Project) -> None:
    (site.root / FAULTY).write_bytes(story("A caf\xe9.").encode("latin-1"))


CASES: dict[str, Case] = {
    # missing values
    "no title": case(story(title=None), ":2: value-missing: ", "title:"),
    "no title, Pelican's form": case(classic(title=None), ":1: value-missing: ", "title:"),
    "no date": case(story(date=None), ":2: value-missing: ", "date:"),
    "no summary": case(story(summary=None), ":2: value-missing: ", "summary:"),
    "an empty title": case(story(title=""), ":2: value-missing: ", "write something after the colon"),
    "an empty title in quotes": case(story(title='"  "'), ":2: value-missing: ", "write something after the colon"),
    "an empty title, Pelican's form": case(classic(title=""), ":1: value-missing: ", "write something after the colon"),
    "an empty date": case(story(date=""), ":4: value-missing: ", "2026-11-23"),
    "an empty file": case("", ":1: front-matter-missing: ", "---"),
    # dates
    "a date in words": case(story(date="last Tuesday"), ":4: date-unreadable: ", "2026-11-23 09:30"),
    "30 February": case(story(date="2026-02-30"), ":4: date-unreadable: ", "check the month and the day"),
    "30 February in words": case(story(date="30 February 2026"), ":4: date-unreadable: ", "2026-11-23"),
    "a date with two readings": case(story(date="03/04/2024"), ":4: date-unreadable: ", "2024-04-03 for 3 April"),
    "a month": case(story(date="March"), ":4: date-unreadable: ", "2026-11-23"),
    "a month, Pelican's form": case(classic(date="March"), ":3: date-unreadable: ", "2026-11-23"),
    "no such time": case(story(date="2026-02-03 25:00"), ":4: date-unreadable: ", "09:30"),
    "no such zone": case(story(date="2026-02-03 09:00 Mars/Base"), ":4: date-unreadable: ", "Europe/London"),
    "no such offset": case(story(date="2026-02-03 09:00 +25:00"), ":4: date-unreadable: ", "+05:30"),
    # fields
    "two titles": case(story(summary="One.\ntitle: Another"), ":4: key-twice: ", "keep one of the two"),
    "two titles, Pelican's form": case(classic(summary="One.\ntitle: Two"), ":3: key-twice: ", "keep one of the two"),
    "an unknown key": case(story(sumary="x"), ":6: key-unknown: ", 'did you mean "summary"?'),
    "a key like no other": case(story(zzzz="x"), ":6: key-unknown: ", "the fields are: id, title"),
    "an unknown key inside another": case(
        story(image="\n  src: 2026/river.jpg\n  alt: A river\n  captoin: x"), ":9: key-unknown: ",
        'did you mean "caption"?',
    ),
    "an unknown status": case(story(status="publsihed"), ":6: value-unknown: ", 'did you mean "published"?'),
    "an unknown layout": case(story(layout="longread"), ":6: value-unknown: ", 'did you mean "long-read"?'),
    "an unknown kind": case(story(kind="poem"), ":6: value-unknown: ", "news, feature"),
    "save_as": case(story(save_as="x.html"), ":6: key-forbidden: ", "the section, the date and the slug"),
    "save_as that leads outside": case(story(save_as="../x.html"), ":6: key-forbidden: ", "the section"),
    "url": case(story(url="x/"), ":6: key-forbidden: ", "the section, the date and the slug"),
    "template": case(story(template="page"), ":6: key-forbidden: ", "layout"),
    "dots in a slug": case(story(slug="../../etc"), ":6: slug-shape: ", "write etc"),
    "a slug that the site uses": case(story(slug="opinion"), ":6: slug-reserved: ", "another slug"),
    "an unknown state": case(story(state="qdl"), ":6: state-unknown: ", 'did you mean "qld"?'),
    # people and shelves
    "an unknown author": case(
        story(authors="[robin-vael]"), ":5: author-unknown: ", 'did you mean "robin-vale"?'
    ),
    "an unknown author in bylines": case(
        story(authors=None, bylines="\n  - author: sam-okro\n    role: Words"), ":5: author-unknown: ",
        'did you mean "sam-okoro"?',
    ),
    "an unknown section": Case(
        {"content/articles/wolrd/2026/x.md": story()},
        {"content/articles/wolrd/2026/x.md: section-unknown: ": 'did you mean "world"?'},
    ),
    "an author named like a section": Case(
        {"content/authors/world.md": "---\nname: World desk\nbio: News.\n---\n"},
        {"content/authors/world.md:1: author-section: ": "world-desk.md"},
    ),
    # files
    "not UTF-8": Case({}, {f"{FAULTY}:8: file-encoding: ": "UTF-8"}, _latin),
    "a blank line at the head": case(
        f"---\n\n{front_matter()}---\n\nWords.\n", ":2: front-matter-blank-line: ", "delete the blank line"
    ),
    "a bracket that never closes": case(story(series="[one, two"), ":6: front-matter-syntax: ", "put ] where"),
    "fields that never end": case(f"---\n{front_matter()}Words.\n", ":6: front-matter-unclosed: ", "---"),
    "a slug that another story has": Case(
        {FAULTY: story(slug="first-light")},
        {"content/articles/world/2026/first-light.md: output-collision: ": "another slug"},
    ),
    "a tag that another one hides": case(
        story(tags="[law reform]"), ":6: tag-collision: ", 'write "Law reform" here too'
    ),
    "a series that another one hides": Case(
        {FAULTY: story(series="How it went"), "content/articles/world/2026/other.md": story(series="How It Went")},
        {"content/articles/world/2026/other.md:6: tag-collision: ": 'write "How it went" here too'},
    ),
    "a series of which nothing is left": case(story(series="'!!!'"), ":6: slug-shape: ", "letters or digits"),
    "a tag of which nothing is left": case(story(tags="['!!!']"), ":6: slug-shape: ", "letters or digits"),
    # links and pictures
    "{static} that leads nowhere": case(
        story("\n[x]({static}/images/2026/rivr.jpg)"), ":9: picture-missing: ", 'did you mean "river.jpg"?'
    ),
    "{filename} that leads nowhere": case(
        story("[x]({filename}first-lite.md)"), ":8: link-target: ",
        'did you mean "{filename}/articles/world/2026/first-light.md"?',
    ),
    "a link to an author who is not there": case(story("[x]({author}nobody)"), ":8: link-target: ", ""),
    "a link to the page of an author who is not there": case(
        story("[x](/author/robin-vael/)"), ":8: link-target: ", 'did you mean "/author/robin-vale/"?'
    ),
    "a link without an address": case(story("[x]()"), ":8: link-target: ", "between the round brackets"),
    "a picture without alt": case(story("![](/images/2026/river.jpg)"), ":8: picture-alt: ", "what it shows"),
    "a lead picture without alt": case(
        story(image="\n  src: 2026/river.jpg"), ":6: picture-alt: ", "say what the picture shows"
    ),
    "a picture that is not there": case(
        story("![A river](/images/2026/rivr.jpg)"), ":8: picture-missing: ", 'did you mean "river.jpg"?'
    ),
    # the set-up
    "a plugin that is missing": Case(
        {}, {"pelicanconf.py:": 'did you mean "newsroom.features.fonts"? Mend its name in PLUGINS'},
        lambda site: site.setting('PLUGINS = [*PLUGINS, "newsroom.fotos"]'),
    ),
}  # fmt: skip
