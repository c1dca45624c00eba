"""A magazine with a story of every kind, for what machines read of each."""

from __future__ import annotations

import pytest

from tests.building import MAGAZINE, Project, problem_lines

#: Text that would end a script, begin a comment or end a string, were it not encoded.
HOSTILE = """</script><script>alert(1)</script><!-- "'& \\\\ end"""
_STORY = """\
---
title: {title}
summary: {summary}
date: 2026-05-04 09:30
modified: 2026-05-06 10:00
{fields}
---

{body}
"""
KINDS = {
    "news": "NewsArticle",
    "feature": "NewsArticle",
    "explainer": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "interview": "NewsArticle",
    "sponsored": "AdvertiserContentArticle",
}
_REVIEW = """\
kind: review
authors: [sam-okoro]
rating: 4.5
review:
  what: A Play
  form: play
  by: A Company
  where: The Theatre
  when: until Christmas
  starts: 2026-12-01
  ends: 2026-12-24 19:30"""


def story(title: str, fields: str, body: str = "Words.", summary: str = "One sentence.") -> str:
    """Return a story's file."""
    return _STORY.format(title=title, summary=summary, fields=fields, body=body)


def fill(site: Project) -> Project:
    """Write a magazine with a story of every kind."""
    site.write("data/magazine.toml", MAGAZINE + '[[account]]\nservice = "x"\nhandle = "qn"\n')
    site.write(
        "authors/robin-vale.md",
        "---\nname: Robin Vale\nrole: Editor\npronouns: they/them\nstatus: staff\nbio: Writes about the law.\n"
        "photo:\n  src: 2026/river.jpg\n  alt: A face\n"
        "links:\n  mastodon: robin@social.example\n  x: robinvale\n---\n\nMore.\n",
    )
    site.write("authors/law-desk.md", "---\nname: Law desk\nstatus: desk\nbio: Several people.\n---\n\nMore.\n")
    site.write("pages/corrections.md", "---\ntitle: Corrections\nsummary: Ours.\nlayout: corrections\n---\n\nWords.\n")
    site.write("pages/contact.md", "---\ntitle: Contact\nsummary: Write to us.\n---\n\nWords.\n")
    site.write(
        "issues/7.md",
        "---\ntitle: The Seventh\ndate: 2026-05-01\nstatus: published\ncover:\n  src: 2026/river.jpg\n  alt: A cover\n"
        "  credit: Sam Okoro\n---\n\nWords.\n",
    )
    for kind in KINDS:
        site.story(
            f"national/2026/a-{kind}",
            story(
                f"A story: {kind}",
                f"kind: {kind}\nauthors: [robin-vale, law-desk]"
                + ("\nsponsor: {name: A shop}" if kind == "sponsored" else ""),
            ),
        )
    site.story("world/2026/review", story("A play", _REVIEW))
    site.story("world/2026/book", story("A book", "kind: review\nreview:\n  what: B\n  form: book\n  by: Kim"))
    site.story(
        "world/2026/syndicated",
        story("From elsewhere", "kind: syndicated\nsyndicated_from:\n  name: A Paper\n  href: https://paper.example/1"),
    )
    site.story(
        "world/2026/live",
        story("A day", "layout: live\nauthors: [robin-vale]", "## 10:00 First\n\nOne.\n\n## 11:00 Second\n\nTwo."),
    )
    lead = (
        "authors: [robin-vale]\ntags: [Law reform, Courts]\nseries: Long nights\n"
        "image:\n  src: 2026/river.jpg\n  alt: The river\n  credit: Sam Okoro\n"
        "corrections:\n  - date: 2026-05-05\n    text: It was three.\n"
        "  - date: 2026-05-06\n    text: We mean all three.\n    kind: clarification\n"
    )
    site.story("world/2026/lead", story("The river rose", lead))
    title = "'" + HOSTILE.replace("'", "''") + "'"
    site.story("world/2026/hostile", story(title, f"authors: [robin-vale]\ntags: [{title}]", summary=title))
    neutral = (
        "authors: [robin-vale]\nkind: opinion\nid: quiet\ntags: [Quokkas]\n"
        'discreet:\n  title: A river in May\n  summary: "Notes & more."\n'
        "image:\n  src: 2026/river.jpg\n  alt: Zebras\n"
    )
    site.story("world/2026/quiet", story('Zinnia speaks of "the ward" & more', neutral, summary="Her night."))
    site.story("world/2026/draft", story("Zinnia is a draft", "status: draft\nauthors: [sam-okoro]"))
    site.story(
        "world/2026/pervyy-svet",
        story("Первый свет", "lang: ru\ntranslation_of: world/2026/first-light\nauthors: [robin-vale]"),
    )
    return site


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The magazine, built."""
    site = fill(Project(tmp_path_factory.mktemp("data") / "site"))
    assert problem_lines(site.build()) == []
    return site
