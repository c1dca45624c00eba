"""Examples in a new page's file: what pages that nearly every magazine has are to say, for whoever writes them.

No line of an example is fit for readers: each that is left is a problem (`example-text`), and a new page is a draft.
Headings may stay, since templates, features and data files may lead to them.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

SUMMARY = "One sentence that sums the page up"


class PageExample(Struct, frozen=True):
    """Beginning of a page.

    Args:
        title: its heading.
        body: its text: headings, and lines that say what to write below them.
        layout: name of the layout, which adds to the page below the text.
    """

    title: str
    body: str
    layout: str = "standard"


PAGES: Mapping[str, PageExample] = {
    "about": PageExample(
        "About us",
        """
Say who makes the magazine, what it publishes and for whom.

## Reprinting

Say who owns words and pictures, and whom to ask before reprinting them.

## Imprint

Name the publisher, with all that the law of your country asks for.
""",
    ),
    "accessibility": PageExample(
        "Accessibility",
        """
Say what readers can expect of the site, and what you know does not work.

## Report a barrier

Say how to tell you of something that a reader cannot use.
""",
    ),
    "contact": PageExample(
        "Contact",
        """
Say how readers reach you: a way that works, that somebody looks at, and how soon they get an answer.

## If your message is sensitive

Say what nobody should write in a first message, and name a safer way only if there is one.
""",
    ),
    "corrections": PageExample(
        "Corrections",
        """
Say how you correct a mistake. The list of all corrections follows below the text.

## How to tell us

Say how readers tell you of a mistake, and what you need to know.
""",
        layout="corrections",
    ),
    "editorial-standards": PageExample(
        "Editorial standards",
        """
Say by which rules you work.

## Accuracy

Say how you check what you publish.

## People who talk to us

Say how you protect people who talk to you, and when you leave out their names.
""",
    ),
    "privacy": PageExample(
        "Privacy",
        """
Say what the site keeps of a visit, and what the log of its web server keeps. Ask your host before you write it.

## What your own device keeps

Say that a browser keeps a list of the pages that were opened, and how to delete an entry. The quick exit leads here.
""",
    ),
    "support": PageExample(
        "Support services",
        """
Say whom the services below are for. They come from content/data/helplines.toml.

## Before you call

Say what happens in a call, what it costs, and whom to ring in an emergency where your readers live.
""",
        layout="helplines",
    ),
    "tips": PageExample(
        "Tell us something in confidence",
        """
Say what you can promise to somebody who tells you something. The channels of content/data/tips.toml follow below.

## What we cannot promise

Say what you cannot promise, so that nobody relies on it.
""",
        layout="tips",
    ),
}
#: The text of any other page.
BODY = """
Write the page here. Leave a blank line between paragraphs.
"""
EXAMPLES: dict[str, str | Mapping[str, str]] = {
    "modified": "2026-11-23",
    "aliases": "/an/old/address/",
    "layout": "helplines",
    "pictures": {"src": "2026/name-of-the-file.jpg", "blur": "10 20 15 15"},
    "quick_exit": "true",
    "tab_title": "Neutral words for the tab",
}
#: Values and lines that only explain what to write in their place.
PLACEHOLDERS = frozenset({
    SUMMARY,
    "/an/old/address/",
    "Neutral words for the tab",
    "name-of-the-file.jpg",
    *(
        line
        for body in (BODY, *(page.body for page in PAGES.values()))
        for line in body.splitlines()
        if line and not line.startswith("#")
    ),
})  # fmt: skip


def example(name: str) -> PageExample:
    """Return the beginning of a page.

    Args:
        name: its address without slashes at its ends: contact, magazine/how-to-get-it.
    """
    words = name.rpartition("/")[2].replace("-", " ")
    return PAGES.get(name) or PageExample(words[:1].upper() + words[1:], BODY)
