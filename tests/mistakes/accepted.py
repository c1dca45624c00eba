"""Heads of stories that have one meaning, and are read as they are."""

# ruff: noqa: E501  (a message stands on one line, as it is printed)
from __future__ import annotations

from tests.mistakes.cases import TAGS, TITLE, TWO, Row, story

READ = {
    "no blank behind a colon": Row(story(title="title:A night at the library"), gives=TITLE),
    "a tab behind a colon": Row(story(title="title:\tA night at the library"), gives=TITLE),
    "a no-break space behind a colon": Row(story(title="title:\u00a0A night at the library"), gives=TITLE),
    "a narrow no-break space behind a colon": Row(story(title="title:\u202fA night at the library"), gives=TITLE),
    "a full-width colon": Row(story(title="title\uff1aA night at the library"), gives=TITLE),
    "a blank before the colon": Row(story(title="title : A night at the library"), gives=TITLE),
    "a name with a capital": Row(story(title="Title: A night at the library"), gives=TITLE),
    "a name in capitals": Row(story(title="TITLE: A night at the library"), gives=TITLE),
    "a name between quotes": Row(story(title='"title": A night at the library'), gives=TITLE),
    "fields that are indented": Row(
        story().replace("\nsummary", "\n  summary").replace("\ndate", "\n  date"), gives={"summary": "What happened."}
    ),
    "all fields indented by a blank": Row(story().replace("\n", "\n ", 4), gives=TITLE),
    "a name with a hyphen": Row(story("content-notes: suicide"), gives={"content_notes": ("suicide",)}),
    "a name in two words": Row(story("quick exit: true"), gives={"quick_exit": True}),
    "a blank line above the first hyphens": Row("\n\n" + story(), gives=TITLE),
    "an em dash for the first hyphens": Row(story().replace("---", "\u2014", 1), gives=TITLE),
    "em dashes for both lines of hyphens": Row(story().replace("---", "\u2014"), gives=TITLE),
    "an en dash and a hyphen": Row(story().replace("---", "\u2013-"), gives=TITLE),
    "an em dash and a hyphen": Row(story().replace("---", "\u2014-"), gives=TITLE),
    "two hyphens": Row(story().replace("---", "--"), gives=TITLE),
    "five hyphens": Row(story().replace("---", "-----"), gives=TITLE),
    "hyphens with blanks": Row(story().replace("---", "- - -"), gives=TITLE),
    "blanks behind the hyphens": Row(story().replace("---", "---\u00a0 "), gives=TITLE),
    "no first line of hyphens": Row(story().removeprefix("---\n"), gives=TITLE),
    "no first line of hyphens, and records": Row(
        story(
            "bylines:\n  - author: robin-vale\n    role: Words\n  - author: sam-okoro\n    role: Pictures", authors=None
        ).removeprefix("---\n"),
        gives=TWO,
    ),
    "no second line of hyphens": Row(story().replace("\n---\n\n", "\n\n"), gives=TITLE),
    "no second line of hyphens, and a rule in the story": Row(
        story().replace("\n---\n\n", "\n\n") + "\n---\n\nMore.\n", gives=TITLE
    ),
    "no hyphens, and records": Row(
        story("image:\n  src: river.jpg\n  alt: A river").replace("---\n", ""), gives={"image.alt": "A river"}
    ),
    "dots for the second line": Row(story().replace("\n---\n", "\n...\n"), gives=TITLE),
    "Windows line ends": Row(story().replace("\n", "\r\n"), gives=TITLE),
    "line ends of an old Mac": Row(story().replace("\n", "\r"), gives=TITLE),
    "a byte order mark": Row("\ufeff" + story(), gives=TITLE),
    "two byte order marks": Row("\ufeff\ufeff" + story(), gives=TITLE),
    "UTF-16 with a mark": Row(story().encode("utf-16"), gives=TITLE),
    "UTF-16 of another machine": Row(b"\xfe\xff" + story().encode("utf-16-be"), gives=TITLE),
    "UTF-16 without a mark": Row(story().encode("utf-16-le"), gives=TITLE),
    "a summary over two lines": Row(
        story(summary="summary: What happened\n  when we met."), gives={"summary": "What happened when we met."}
    ),
    "a summary over two lines, not indented": Row(
        story(summary="summary: What happened\nwhen we met."), gives={"summary": "What happened when we met."}
    ),
    "a summary below its name": Row(story(summary="summary:\n  What happened."), gives={"summary": "What happened."}),
    "a summary below its name, with a colon": Row(
        story(summary="summary:\n  What happened: we met."), gives={"summary": "What happened: we met."}
    ),
    "a second line with a colon": Row(
        story(summary="summary: What happened\n  next: we met."), gives={"summary": "What happened next: we met."}
    ),
    "a second line that begins with a number sign": Row(
        story(summary="summary: What happened at\n  #LoveWins in May."),
        gives={"summary": "What happened at #LoveWins in May."},
    ),
    "a second line with a number sign and a colon": Row(
        story(title="title: One night\n  #2: the library"), gives={"title": "One night #2: the library"}
    ),
    "a second line that begins with a hyphen": Row(
        story(summary="summary: What happened\n  - in short."), gives={"summary": "What happened - in short."}
    ),
    "a title with a colon and a number": Row(story(title="title: Pride: night #1"), gives={"title": "Pride: night #1"}),
    "a title that begins with a sign": Row(story(title="title: > 100 people"), gives={"title": "> 100 people"}),
    "a title that begins with a quotation": Row(
        story(title='title: "Yes" at the library'), gives={"title": "“Yes” at the library"}
    ),
    "a path of Windows between quotes": Row(story(title='title: "C:\\Users"'), gives={"title": "C:\\Users"}),
    "curly quotes around a date": Row(
        story(date="date: \u201c2026-11-23 09:30\u201d"), gives={"date": "2026-11-23T09:30:00+10:00"}
    ),
    "curly quotes around an id": Row(
        story(authors="authors: \u201crobin-vale\u201d"), gives={"bylines": [("robin-vale", "")]}
    ),
    "single curly quotes around a word": Row(story("kind: \u2018opinion\u2019"), gives={"kind": "opinion"}),
    "an instant as programs write it": Row(
        story(date="date: 2026-11-08T14:25:00.186Z"), gives={"date": "2026-11-08T14:25:00+00:00"}
    ),
    "an instant with an offset": Row(
        story(date="date: 2026-11-08T14:25:00.186+11:00"), gives={"date": "2026-11-08T14:25:00+11:00"}
    ),
    "an instant in small letters": Row(
        story(date="date: 2026-11-08t14:25z"), gives={"date": "2026-11-08T14:25:00+00:00"}
    ),
    "a kind with a capital": Row(story("kind: Opinion"), gives={"kind": "opinion"}),
    "a kind in capitals": Row(story("kind: OPINION"), gives={"kind": "opinion"}),
    "a state of the story with a capital": Row(story("status: Draft"), gives={"status": "draft"}),
    "a layout in two words": Row(story("layout: Long read"), gives={"layout": "long-read"}),
    "a layout with an underline": Row(story("layout: photo_essay"), gives={"layout": "photo-essay"}),
    "yes for true": Row(story("quick_exit: Yes"), gives={"quick_exit": True}),
    "a half star in words": Row(story("kind: review\nrating: 4 1/2"), gives={"rating.stars": 4.5}),
    "topics with signs of social media": Row(story("tags: #books #pride"), gives={"tags": ["books", "pride"]}),
    "topics with signs, in brackets": Row(story("tags: [#Books, #Pride]"), gives=TAGS),
    "topics with signs and commas": Row(story("tags: #Books, #Pride"), gives=TAGS),
    "topics between quotes": Row(story('tags: "Books", "Pride"'), gives=TAGS),
    "topics between curly quotes": Row(story("tags: \u201cBooks\u201d, \u201cPride\u201d"), gives=TAGS),
    "a list that is not closed": Row(story("tags: [Books, Pride"), gives=TAGS),
    "a list that is not opened": Row(story("tags: Books, Pride]"), gives=TAGS),
    "a list with bullets": Row(story("tags:\n  \u2022 Books\n  \u2022 Pride"), gives=TAGS),
    "topics on lines of their own, without hyphens": Row(story("tags:\n  Books\n  Pride"), gives=TAGS),
    "no topics": Row(story("tags:"), gives={"tags": []}),
    "a second line that begins with the name of a field": Row(
        story(summary="summary: What happened.\nDate night is back."),
        gives={"summary": "What happened. Date night is back."},
    ),
    "stars for the second line of hyphens": Row(story().replace("\n---\n", "\n***\n"), gives=TITLE),
    "a list with stars": Row(story("tags:\n* Books\n* Pride"), gives=TAGS),
    "a list without blanks behind its hyphens": Row(story("tags:\n-Books\n-Pride"), gives=TAGS),
    "a list that begins behind the colon": Row(story("tags: Books\n  - Pride"), gives=TAGS),
    "a list over two lines": Row(story("tags: [Books,\n  Pride]"), gives=TAGS),
    "a list over two lines, parted by commas": Row(story("tags: Books,\n  Pride"), gives=TAGS),
    "authors with and": Row(
        story(authors="authors: robin-vale and sam-okoro"), gives={"bylines": [("robin-vale", ""), ("sam-okoro", "")]}
    ),
    "authors with an ampersand": Row(
        story(authors="authors: robin-vale & sam-okoro"), gives={"bylines": [("robin-vale", ""), ("sam-okoro", "")]}
    ),
    "bylines without any indentation": Row(
        story("bylines:\n- author: robin-vale\nrole: Words\n- author: sam-okoro\nrole: Pictures", authors=None),
        gives=TWO,
    ),
    "bylines whose roles stand under the hyphen": Row(
        story("bylines:\n  - author: robin-vale\n  role: Words\n  - author: sam-okoro\n  role: Pictures", authors=None),
        gives=TWO,
    ),
    "bylines indented unevenly": Row(
        story(
            "bylines:\n  - author: robin-vale\n     role: Words\n   - author: sam-okoro\n      role: Pictures",
            authors=None,
        ),
        gives=TWO,
    ),
    "bylines with tabs": Row(
        story(
            "bylines:\n\t- author: robin-vale\n\t\trole: Words\n\t- author: sam-okoro\n\t\trole: Pictures", authors=None
        ),
        gives=TWO,
    ),
    "bylines with no-break spaces": Row(
        story(
            "bylines:\n\u00a0\u00a0- author: robin-vale\n\u00a0\u00a0\u00a0\u00a0role: Words\n\u00a0\u00a0- author: sam-okoro\n\u00a0\u00a0\u00a0\u00a0role: Pictures",
            authors=None,
        ),
        gives=TWO,
    ),
    "bylines of one, without a hyphen": Row(
        story("bylines:\n  author: robin-vale\n  role: Words", authors=None),
        gives={"bylines": [("robin-vale", "Words")]},
    ),
    "a picture whose lines are not indented": Row(
        story("image:\nsrc: river.jpg\nalt: A river"), gives={"image.src": "river.jpg", "image.alt": "A river"}
    ),
    "a picture with a tab": Row(story("image:\n\tsrc: river.jpg\n\talt: A river"), gives={"image.alt": "A river"}),
    "a picture whose second line stands further in": Row(
        story("image:\n  src: river.jpg\n    alt: A river"), gives={"image.alt": "A river"}
    ),
    "a picture by its whole path": Row(
        story("image:\n  src: content/images/river.jpg\n  alt: A river"), gives={"image.src": "river.jpg"}
    ),
}
