"""Examples in a new story's file, and those of them that may not be published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from newsroom.core.rules import RULES

SUMMARY = "One or two sentences that sum the story up"
BODY = """
The story begins here, after one blank line. Leave a blank line between paragraphs.

## A subheading

docs/how-to/write-a-story.md shows how to write links, pictures, lists and quotes.
"""
#: Values and lines that only explain what to write in their place, here and in docs/how-to/write-a-story.md.
PLACEHOLDERS = frozenset({
    SUMMARY,
    "A headline that gives nothing away",
    "A sentence that gives nothing away either",
    "First Lastname",
    "First topic",
    "Name of the photographer",
    "Name of the series",
    "Name of the theatre, suburb",
    "Neutral words for the tab",
    "Second topic",
    "The line below the picture",
    "The name of the work",
    "The story begins here. Leave a blank line between paragraphs.",
    "What happened when forty readers stayed until closing time, in one or two sentences.",
    "What is new",
    "What the picture shows, in a few words",
    "What was wrong, and what is right",
    "Who made it",
    "Who pays",
    "Who published it first",
    "Why it may stay as it is",
    "/an/old/address/",
    "https://example.org/the-sponsor",
    "https://example.org/the-story",
    "last-part-of-the-address",
    "name-of-the-file.jpg",
    "section/2026/name-of-the-original",
    *(line for line in BODY.splitlines() if line and not line.startswith("#")),
})  # fmt: skip


def examples(moment: datetime, authors: Iterable[str], zone: str) -> dict[str, str | Mapping[str, str]]:
    """Return an example value for each field of a story.

    Args:
        moment: the present.
        authors: ids of authors who have a file.
        zone: the zone of moments that need one.
    """
    day = moment.date()
    author = next(iter(authors), "news-desk")
    return {
        "modified": f"{moment:%Y-%m-%d %H:%M}",
        "authors": f"[{author}]",
        "bylines": {"author": author, "role": "Words"},
        "tags": "First topic, Second topic",
        "slug": "last-part-of-the-address",
        "lang": "ru",
        "translation_of": "section/2026/name-of-the-original",
        "publish_at": f"{day + timedelta(days=1)} 06:00 {zone}",
        "expires": f"{day + timedelta(days=30)} 18:00 {zone}",
        "layout": "long-read",
        "rating": "3.5",
        "review": {
            "what": "The name of the work",
            "form": "play",
            "by": "Who made it",
            "where": "Name of the theatre, suburb",
            "when": "Until 12 December, Tuesdays to Saturdays",
            "price": "$35, concession $20",
            "access": "Step-free; captioned on Thursdays",
            "advice": "From 15 years; strobe lights",
        },
        "image": {
            "src": f"{day.year}/name-of-the-file.jpg",
            "alt": "What the picture shows, in a few words",
            "caption": "The line below the picture",
            "credit": "Who made it",
        },
        "pictures": {"src": f"{day.year}/name-of-the-file.jpg", "blur": "10 20 15 15"},
        "hides": "First Lastname, Nickname",
        "series": "Name of the series",
        "corrections": {"date": str(day), "text": "What was wrong, and what is right", "kind": "correction"},
        "updates": {"date": f"{moment:%Y-%m-%d %H:%M}", "text": "What is new"},
        "syndicated_from": {"name": "Who published it first", "href": "https://example.org/the-story"},
        "sponsor": {"name": "Who pays", "href": "https://example.org/the-sponsor", "kind": "paid"},
        "aliases": "/an/old/address/",
        "comments": "closed",
        "state": "qld",
        "quick_exit": "true",
        "tab_title": "Neutral words for the tab",
        "discreet": {
            "title": "A headline that gives nothing away",
            "summary": "A sentence that gives nothing away either",
            "tab": "true",
        },
        "content_notes": "[suicide]",
        "helplines": "[distress]",
        "sensitive": "true",
        "waive": {
            next(
                name for name, rule in RULES.items() if rule.waivable and not rule.stops_build
            ): "Why it may stay as it is"
        },
    }
