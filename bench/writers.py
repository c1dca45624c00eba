"""The corpus as each generator reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bench import model, pictures
from bench.model import FrontMatter

_MAGAZINE = """\
name = "Example Magazine"
tagline = "News, arts and life"
lang = "en-AU"
zone = "Australia/Brisbane"
"""
_FOOTER = """\
[[footer]]
title = "The magazine"
links = [
  { label = "About", href = "/about/" },
  { label = "Contact", href = "/contact/" },
  { label = "Write for us", href = "/write-for-us/" },
  { label = "The print magazine", href = "/magazine/how-to-get-it/" },
  { label = "Contributors", href = "/contributors/" },
]

[[footer]]
title = "How we work"
links = [
  { label = "Editorial standards", href = "/editorial-standards/" },
  { label = "Corrections", href = "/corrections/" },
  { label = "Privacy", href = "/privacy/" },
  { label = "Accessibility", href = "/accessibility/" },
]

[[footer]]
title = "Support"
links = [{ label = "Support services", href = "/support/" }]

[[footer]]
title = "Read"
links = [
  { label = "Archive", href = "/archive/" },
  { label = "Topics", href = "/topics/" },
  { label = "Feed", href = "/feed.atom" },
]
"""
_HELPLINES = """\
[[helpline]]
id = "example"
name = "The example line"
phone = "1800 000 000"
hours = "All hours"
serves = "Everybody"
around_the_clock = true
checked = 2026-11-16
"""
_ACCOUNTS = ("facebook", "x", "instagram", "youtube")


def write_text(path: Path, text: str) -> None:
    """Write a text file with plain line ends, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


class Newsroom:
    """The ``content/`` of the newsroom.

    Args:
        folder: where it goes.
        seed: the corpus's.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder, seed

    def common(self) -> None:
        """Write all that is no story."""
        sections = [
            f'[[section]]\nid = "{id_}"\nname = "{name}"\nintroduction = "{model.introduction(name)}"\n'
            f'colour = "{colour}"\n'
            for id_, name, colour in model.SECTIONS
        ]
        write_text(self.folder / "data/sections.toml", "\n".join(sections))
        write_text(self.folder / "data/navigation.toml", _FOOTER)
        write_text(self.folder / "data/helplines.toml", _HELPLINES)
        accounts = [f'[[account]]\nservice = "{name}"\nhandle = "examplemagazine"\n' for name in _ACCOUNTS]
        accounts.append('[[account]]\nservice = "rss"\nhandle = "/feed.atom"\nlabel = "Feed"\n')
        write_text(self.folder / "data/magazine.toml", "\n".join([_MAGAZINE, *accounts]))
        for person in model.people(self.seed):
            top = f"name: {person.name}\nrole: {person.role}\nstatus: staff\nbio: {person.bio}"
            top += f"\nlinks:\n  website: https://example.org/{person.id}"
            write_text(self.folder / f"authors/{person.id}.md", f"---\n{top}\n---\n\n{person.words}")
        for name, title in model.PAGES:
            summary, words = model.page(self.seed, name)
            write_text(self.folder / f"pages/{name}.md", f"---\ntitle: {title}\nsummary: {summary}\n---\n\n{words}")

    def story(self, front_matter: FrontMatter, body: str) -> None:
        """Write a story."""
        top = (
            f"title: {front_matter.title}\nsummary: {front_matter.summary}\ndate: {front_matter.date:%Y-%m-%d %H:%M}\n"
            f"authors: [{', '.join(model.slugify(name) for name in front_matter.authors)}]\n"
            f"tags: [{', '.join(front_matter.topics)}]\nkind: {front_matter.kind}\n"
            f"image:\n  src: pool/{pictures.name(front_matter.picture)}.jpg\n"
            f"  alt: {pictures.alt(front_matter.picture)}\n"
        )
        words = model.LINK.sub(lambda m: _filename(self.seed, int(m[1])), body)
        write_text(self.folder / f"articles/{front_matter.path}.md", f"---\n{top}---\n\n{words}")


class Hugo:
    """The ``content/`` and ``static/images/`` of the Hugo site; see `Newsroom`."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.seed = folder / "content", seed

    def common(self) -> None:
        """Write all that is no story, the months of the archive aside."""
        self._page("_index", {"title": "QN Magazine"})
        for id_, name, colour in model.SECTIONS:
            about = {"title": name, "params": {"introduction": model.introduction(name), "accent": colour}}
            self._page(f"{id_}/_index", about)
        self._page("archive/_index", {"title": "Archive", "type": "archive", "outputs": ["html"]})
        self._page("topics/_index", {"title": "Topics", "outputs": ["html"]})
        self._page("authors/_index", {"title": "Contributors", "url": "/contributors/", "outputs": ["html"]})
        for person in model.people(self.seed):
            about = {"title": person.name, "params": {"bio": person.bio, "role": person.role, "id": person.id}}
            self._page(f"authors/{person.id}/_index", about, person.words)
        for name, title in model.PAGES:
            summary, words = model.page(self.seed, name)
            self._page(
                f"pages/{name}", {"title": title, "summary": summary, "url": f"/{name}/", "outputs": ["html"]}, words
            )
        for name in ("pages", "months"):
            self._page(f"{name}/_index", {"title": name, "build": {"render": "never"}})

    def month(self, year: int, month: int, title: str) -> None:
        """Write the head of a month's list, and that of its year."""
        top: dict[str, object] = {"title": title, "url": f"/archive/{year}/{month:02}/", "outputs": ["html"]}
        self._page(f"months/{year}-{month:02}/_index", top)
        top = {"title": f"Archive: {year}", "type": "archive", "outputs": ["html"], "params": {"year": str(year)}}
        self._page(f"archive/{year}/_index", top)

    def story(self, front_matter: FrontMatter, body: str) -> None:
        """Write a story."""
        top = {
            "title": front_matter.title,
            "summary": front_matter.summary,
            "date": f"{front_matter.date:%Y-%m-%dT%H:%M:00+10:00}",
            "slug": front_matter.slug,
            "authors": [model.slugify(name) for name in front_matter.authors],
            "topics": list(front_matter.topics),
            "months": [f"{front_matter.date:%Y-%m}"],
            "params": {
                "kind": front_matter.kind,
                "picture": pictures.name(front_matter.picture),
                "alt": pictures.alt(front_matter.picture),
                "id": front_matter.path,
            },
        }
        words = model.LINK.sub(lambda m: model.front_matter(self.seed, int(m[1])).address, body)
        self._page(front_matter.path, top, words)

    def _page(self, path: str, top: Mapping[str, object], words: str = "") -> None:
        # A value of YAML may be written as JSON, which has no surprises.
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in top.items())
        write_text(self.folder / f"{path}.md", f"---\n{lines}---\n\n{words}")


def _filename(seed: int, number: int) -> str:
    return f"{{filename}}/articles/{model.front_matter(seed, number).path}.md"
