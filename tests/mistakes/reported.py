"""Heads of stories that have more than one meaning, or none."""

# ruff: noqa: E501  (a message stands on one line, as it is printed)
from __future__ import annotations

from tests.mistakes.cases import TAGS, TITLE, Row, story

TOLD = {
    "no colon": Row(
        story(title="title A night at the library"),
        told=(
            ':2: front-matter-syntax: "title A night at the library" has no colon behind the name of the field; write "title: A night at the library"',
        ),
        gives=TITLE,
        mended=story(title="title: A night at the library"),
    ),
    "an equals sign": Row(
        story(title='title = "A night at the library"'),
        told=(
            ':2: front-matter-syntax: "title = "A night at the library"" has no colon behind the name of the field; write "title: A night at the library"',
        ),
        gives=TITLE,
        mended=story(title="title: A night at the library"),
    ),
    "a semicolon": Row(
        story(title="title; A night at the library"),
        told=(
            ':2: front-matter-syntax: "title; A night at the library" has no colon behind the name of the field; write "title: A night at the library"',
        ),
        gives=TITLE,
        mended=story(title="title: A night at the library"),
    ),
    "a name in bold": Row(
        story(title="**title:** A night at the library"),
        told=(
            ':2: front-matter-syntax: signs stand before or around "title", which is a field; write "title: A night at the library"',
        ),
        gives=TITLE,
        mended=story(title="title: A night at the library"),
    ),
    "a bullet before a field": Row(
        story(title="- title: A night at the library"),
        told=(
            ':2: front-matter-syntax: signs stand before or around "title", which is a field; write "title: A night at the library"',
        ),
        gives=TITLE,
        mended=story(title="title: A night at the library"),
    ),
    "a remark within a summary": Row(
        story(summary="summary: What happened\n  # to be checked"),
        told=(
            ':4: front-matter-syntax: a line that begins with # stands in the middle of "summary", and may be a remark or a part of it; put a remark above "summary:", with no blank before it; put words on the line above, without a line break',
        ),
        gives={"summary": "What happened"},
        mended=story(summary="# to be checked\nsummary: What happened"),
    ),
    "a second line that looks like a field": Row(
        story(summary="summary: What happened\nNext: we met again."),
        told=(
            ':4: key-unknown: there is no field "Next"; if this goes on with the line above, put two spaces before it; the fields are: …',
        ),
        gives={"summary": "What happened Next: we met again."},
        mended=story(summary="summary: What happened\n  Next: we met again."),
    ),
    "a date without year first": Row(
        story(date="date: 3 December 2026"),
        told=(':4: date-unreadable: "3 December 2026" is not a date that can be read; write it as 2026-12-03',),
        gives={"date": "2026-12-03T00:00:00+10:00"},
        mended=story(date="date: 2026-12-03"),
    ),
    "an American date": Row(
        story(date="date: December 3, 2026 9:30 pm"),
        told=(
            ':4: date-unreadable: "December 3, 2026 9:30 pm" is not a date that can be read; write it as 2026-12-03 21:30',
        ),
        gives={"date": "2026-12-03T21:30:00+10:00"},
        mended=story(date="date: 2026-12-03 21:30"),
    ),
    "a date with slashes and one meaning": Row(
        story(date="date: 23/11/2026"),
        told=(
            ':4: date-unreadable: "23/11/2026" is not a date that can be read: it does not begin with the year; write it as 2026-11-23',
        ),
        gives={"date": "2026-11-23T00:00:00+10:00"},
        mended=story(date="date: 2026-11-23"),
    ),
    "a date with two meanings": Row(
        story(date="date: 3/4/2026"),
        told=(
            ':4: date-unreadable: "3/4/2026" could be read as two different days; write 2026-04-03 for 3 April, or 2026-03-04 for 4 March',
        ),
        gives={"date": "2026-04-03T00:00:00+10:00"},
        mended=story(date="date: 2026-04-03"),
    ),
    "half past nine at night": Row(
        story(date="date: 2026-11-23 9:30 pm"),
        told=(
            ':4: date-unreadable: there is no time zone "pm", and times are written on 24 hours; write it as 2026-11-23 21:30',
        ),
        gives={"date": "2026-11-23T21:30:00+10:00"},
        mended=story(date="date: 2026-11-23 21:30"),
    ),
    "midnight on twelve hours": Row(
        story(date="date: 2026-11-23 12:05am"),
        told=(
            ':4: date-unreadable: there is no time zone "am", and times are written on 24 hours; write it as 2026-11-23 00:05',
        ),
        gives={"date": "2026-11-23T00:05:00+10:00"},
        mended=story(date="date: 2026-11-23 00:05"),
    ),
    "nine at night": Row(
        story(date="date: 2026-11-23 9pm"),
        told=(':4: date-unreadable: "2026-11-23 9pm" is not a date that can be read; write it as 2026-11-23 21:00',),
        gives={"date": "2026-11-23T21:00:00+10:00"},
        mended=story(date="date: 2026-11-23 21:00"),
    ),
    "an abbreviated zone": Row(
        story(date="date: 2026-11-23 09:30 AEDT"),
        told=(':4: date-unreadable: there is no time zone "AEDT"; write it as 2026-11-23 09:30 +11:00',),
        gives={"date": "2026-11-23T09:30:00+11:00"},
        mended=story(date="date: 2026-11-23 09:30 +11:00"),
    ),
    "a city for a zone": Row(
        story(date="date: 2026-11-23 09:30 Sydney"),
        told=(':4: date-unreadable: there is no time zone "Sydney"; did you mean 2026-11-23 09:30 Australia/Sydney?',),
        gives={"date": "2026-11-23T09:30:00+11:00"},
        mended=story(date="date: 2026-11-23 09:30 Australia/Sydney"),
    ),
    "no such day": Row(
        story(date="date: 2026-02-30"),
        told=(
            ':4: date-unreadable: there is no day "2026-02-30"; check the month and the day: February 2026 has 28 days',
        ),
        gives={"date": "2026-02-28T00:00:00+10:00"},
        mended=story(date="date: 2026-02-28"),
    ),
    "month and day swapped": Row(
        story(date="date: 2026-23-11"),
        told=(
            ':4: date-unreadable: there is no day "2026-23-11"; the month stands in the middle, from 01 to 12; did you mean 2026-11-23?',
        ),
        gives={"date": "2026-11-23T00:00:00+10:00"},
        mended=story(date="date: 2026-11-23"),
    ),
    "a day without a date": Row(
        story(date="date: next Tuesday"),
        told=(
            ':4: date-unreadable: "next Tuesday" is not a date that can be read; write year, month and day, as in 2026-11-23, and a time as in 2026-11-23 09:30',
        ),
        gives={"date": "2026-11-24T00:00:00+10:00"},
        mended=story(date="date: 2026-11-24"),
    ),
    "an embargo without a zone": Row(
        story("publish_at: 2026-12-01 06:00"),
        told=(':6: date-unreadable: "publish_at" says no time zone; write it as 2026-12-01 06:00 Australia/Brisbane',),
        gives={"publish_at": "2026-12-01T06:00:00+10:00"},
        mended=story("publish_at: 2026-12-01 06:00 Australia/Brisbane"),
    ),
    "an embargo at night": Row(
        story("publish_at: 2026-12-01 9:30 pm"),
        told=(
            ':6: date-unreadable: there is no time zone "pm", and times are written on 24 hours; write it as 2026-12-01 21:30 Australia/Brisbane',
        ),
        gives={"publish_at": "2026-12-01T21:30:00+10:00"},
        mended=story("publish_at: 2026-12-01 21:30 Australia/Brisbane"),
    ),
    "a field by a wrong name": Row(
        story("sumary: x"),
        told=(':6: key-unknown: there is no field "sumary"; did you mean "summary"?',),
        gives=TITLE,
        mended=story(""),
    ),
    "a field of another system": Row(
        story("author: Robin Vale"),
        told=(
            (
                ':6: key-forbidden: the field "author" is not for a file to set; write authors: [robin-vale]; the names are '
                "those of files in content/authors/"
            ),
        ),
        gives=TITLE,
        mended=story(authors="authors: [robin-vale]"),
    ),
    "a category": Row(
        story("category: World"),
        told=(
            (
                ':6: key-forbidden: the field "category" is not for a file to set; take the line out: the section is the '
                "folder that the file lies in"
            ),
        ),
        gives=TITLE,
        mended=story(""),
    ),
    "a field twice": Row(
        story("title: Another"),
        told=(':6: key-twice: the field "title" is given twice; keep one of the two',),
        gives=TITLE,
        mended=story(""),
    ),
    "an empty title": Row(
        story(title="title:"),
        told=(':2: value-missing: "title" is empty; write something after the colon',),
        gives=TITLE,
        mended=story(title="title: A night at the library"),
    ),
    "no title": Row(
        story(title=None),
        told=(':2: value-missing: "title" is missing; add a line that begins with title:',),
        gives=TITLE,
        mended=story(title="title: A night at the library"),
    ),
    "a kind that is none": Row(
        story("kind: column"),
        told=(
            ':6: value-unknown: "kind" cannot be "column"; use one of: news, feature, explainer, analysis, opinion, review, interview, sponsored, syndicated',
        ),
        gives={"kind": "opinion"},
        mended=story("kind: opinion"),
    ),
    "a slip in a kind": Row(
        story("kind: opinoin"),
        told=(':6: value-unknown: "kind" cannot be "opinoin"; did you mean "opinion"?',),
        gives={"kind": "opinion"},
        mended=story("kind: opinion"),
    ),
    "neither yes nor no": Row(
        story("quick_exit: maybe"),
        told=(':6: value-shape: "quick_exit" is "maybe", and can be true or false only; write true or false',),
        gives={"quick_exit": True},
        mended=story("quick_exit: true"),
    ),
    "a language by its name": Row(
        story("lang: Russian"),
        told=(':6: value-shape: "Russian" is no language code; write lang: ru',),
        gives={"lang": "ru"},
        mended=story("lang: ru"),
    ),
    "an address for a slug": Row(
        story("slug: My Story!"),
        told=(':6: slug-shape: "My Story!" cannot be part of an address; write my-story',),
        gives={"slug": "my-story"},
        mended=story("slug: my-story"),
    ),
    "a list for a title": Row(
        story(title="title: [A night, at the library]"),
        told=(':2: value-shape: "title" is words, and not a list; write title: A night, at the library',),
        gives={"title": "A night, at the library"},
        mended=story(title="title: A night, at the library"),
    ),
    "a bracket that never closes": Row(
        story("series: [How the law changed"),
        told=(
            ':6: front-matter-syntax: the "[" behind "series:" is never closed; put ] where the words in brackets end',
        ),
        gives={"series": "[How the law] changed"},
        mended=story('series: "[How the law] changed"'),
    ),
    "a bracket before a date": Row(
        story(date="date: [2026-11-23"),
        told=(':4: front-matter-syntax: the "[" behind "date:" is never closed; write date: 2026-11-23',),
        gives={"date": "2026-11-23T00:00:00+10:00"},
        mended=story(date="date: 2026-11-23"),
    ),
    "records among topics": Row(
        story("tags:\n  first: Books"),
        told=(
            ':7: front-matter-syntax: "tags" is a list of words, and this line names a field; write it as "- Books"',
        ),
        gives={"tags": ["Books"]},
        mended=story("tags:\n  - Books"),
    ),
    "a star among topics": Row(
        story("tags: [*Books, Pride]"),
        told=(
            ":6: front-matter-syntax: a star at the beginning of a word stands for another value; put quotation marks around words that begin with a star",
        ),
        gives={"tags": ["*Books", "Pride"]},
        mended=story("tags: ['*Books', Pride]"),
    ),
    "a picture on one line": Row(
        story("image: river.jpg"),
        told=(
            ":6: value-shape: a picture holds more than one value; put src: and alt: on lines of their own below it, each with two spaces before it",
        ),
        gives={"image.src": "river.jpg"},
        mended=story("image:\n  src: river.jpg\n  alt: A river"),
    ),
    "a picture without alt text": Row(
        story("image:\n  src: river.jpg"),
        told=(":6: picture-alt: the picture has no alt text; add alt: and say what the picture shows",),
        gives={"image.alt": "A river"},
        mended=story("image:\n  src: river.jpg\n  alt: A river"),
    ),
    "a picture on another site": Row(
        story("image:\n  src: https://example.org/river.jpg\n  alt: A river"),
        told=(
            ':7: picture-missing: "https://example.org/river.jpg" is no place under content/images/; put the file into content/images/2026/, and write 2026/river.jpg',
        ),
        gives={"image.src": "river.jpg"},
        mended=story("image:\n  src: river.jpg\n  alt: A river"),
    ),
    "a picture on a desktop": Row(
        story("image:\n  src: C:\\Users\\me\\river.jpg\n  alt: A river"),
        told=(
            ':7: picture-missing: "C:\\Users\\me\\river.jpg" is no place under content/images/; put the file into content/images/2026/, and write 2026/river.jpg',
        ),
        gives={"image.src": "river.jpg"},
        mended=story("image:\n  src: river.jpg\n  alt: A river"),
    ),
    "a picture with a slip": Row(
        story("image:\n  src: rivr.jpg\n  alt: A river"),
        told=(':7: picture-missing: no picture "content/images/rivr.jpg"; did you mean "river.jpg"?',),
        gives={"image.src": "river.jpg"},
        mended=story("image:\n  src: river.jpg\n  alt: A river"),
    ),
    "a part to hide in two numbers": Row(
        story("image:\n  src: river.jpg\n  alt: A river\n  blur: 10%, 20%"),
        told=(
            ':9: picture-box: "10%, 20%" is no box; write left, top, width and height in per cent of the picture: [10 20 15 15]',
        ),
        gives={"image.src": "river.jpg"},
        mended=story("image:\n  src: river.jpg\n  alt: A river\n  blur: [10 20 15 15]"),
    ),
    "bylines as a list of ids": Row(
        story("bylines:\n  - robin-vale", authors=None),
        told=(
            ':6: value-shape: "bylines.1" has no names for its parts; below bylines:, write on lines of their own "- author: robin-vale"',
        ),
        gives={"bylines": [("robin-vale", "")]},
        mended=story("bylines:\n  - author: robin-vale", authors=None),
    ),
    "bylines on one line": Row(
        story("bylines: robin-vale, Words", authors=None),
        told=(
            ':5: value-shape: "bylines" is a list, and each entry has names for its parts; below bylines:, write on lines of their own "- author: robin-vale" and "  role: Words"',
        ),
        gives={"bylines": [("robin-vale", "Words")]},
        mended=story("bylines:\n  - author: robin-vale\n    role: Words", authors=None),
    ),
    "a correction on one line": Row(
        story("corrections: The year was wrong."),
        told=(
            ':6: value-shape: "corrections" is a list, and each entry has names for its parts; below corrections:, write on lines of their own "- date: …" and "  text: The year was wrong."',
        ),
        gives={"corrections": ["The year was wrong."]},
        mended=story("corrections:\n  - date: 2026-11-24\n    text: The year was wrong."),
    ),
    "a correction with its day before a colon": Row(
        story("corrections:\n  - 2026-11-24: The year was wrong."),
        told=(
            ':7: value-shape: "corrections.1" has no names for its parts; below corrections:, write on lines of their own "- date: 2026-11-24" and "  text: The year was wrong."',
        ),
        gives={"corrections": ["The year was wrong."]},
        mended=story("corrections:\n  - date: 2026-11-24\n    text: The year was wrong."),
    ),
    "a source without an address": Row(
        story("kind: syndicated\nsyndicated_from: The Example"),
        told=(
            ':7: value-shape: "syndicated_from" holds more than one value; put name: and href: on lines of their own below syndicated_from:, each with two spaces before it',
        ),
        gives={"syndicated_from.name": "The Example"},
        mended=story("kind: syndicated\nsyndicated_from:\n  name: The Example\n  href: https://example.org/a"),
    ),
    "a source without https": Row(
        story("kind: syndicated\nsyndicated_from:\n  name: The Example\n  href: www.example.org/a"),
        told=(':9: value-shape: "www.example.org/a" is no full address; write https://www.example.org/a',),
        gives={"syndicated_from.href": "https://www.example.org/a"},
        mended=story("kind: syndicated\nsyndicated_from:\n  name: The Example\n  href: https://www.example.org/a"),
    ),
    "a sponsor on one line": Row(
        story("kind: sponsored\nsponsor: Friends of the Library"),
        told=(
            ':7: value-shape: "sponsor" holds more than one value; put "name: Friends of the Library" on a line of its own below sponsor:, with two spaces before it',
        ),
        gives={"sponsor.name": "Friends of the Library"},
        mended=story("kind: sponsored\nsponsor:\n  name: Friends of the Library"),
    ),
    "a sponsor of no kind": Row(
        story("kind: sponsored\nsponsor:\n  name: Friends\n  kind: donated"),
        told=(':9: value-unknown: "sponsor.kind" cannot be "donated"; use one of: paid, supported',),
        gives={"sponsor.supports": True},
        mended=story("kind: sponsored\nsponsor:\n  name: Friends\n  kind: supported"),
    ),
    "a review on one line": Row(
        story("kind: review\nreview: The Long Table"),
        told=(
            ":7: value-shape: a review holds more than one value; put what: The Long Table on a line of its own below review:, with two spaces before it",
        ),
        gives={"review.what": "The Long Table"},
        mended=story("kind: review\nreview:\n  what: The Long Table"),
    ),
    "stars in words": Row(
        story("kind: review\nrating: six"),
        told=(':7: value-shape: "six" is no rating; write a number from 0.5 to 5, such as 4 or 3.5',),
        gives={"rating.stars": 5.0},
        mended=story("kind: review\nrating: 5"),
    ),
    "a waiver without a reason": Row(
        story("waive: link-words"),
        told=(
            ':6: value-shape: "waive" holds names, each with a value, and not words alone; write each on a line of its own below waive:, with two spaces before it: "  link-words: the reason"',
        ),
        gives=TITLE,
        mended=story("waive:\n  link-words: it is a quotation"),
    ),
    "a discreet story without words": Row(
        story("discreet: true"),
        told=(
            ':6: value-shape: "discreet" holds more than one value; put title: and summary: on lines of their own below discreet:, each with two spaces before it',
        ),
        gives={"discreet.title": "Numbers"},
        mended=story("discreet:\n  title: Numbers\n  summary: For tonight."),
    ),
    "the story right below the fields": Row(
        story().replace("\n---\n\n", "\n"),
        told=(
            ":6: front-matter-unclosed: no line of --- stands between the fields and the story; put a line of --- below the last field, and the story below that",
        ),
        gives=TITLE,
        mended=story(),
    ),
    "a heading and no fields": Row(
        "# A night at the library\n\nThe story begins here.\n",
        told=(
            ':1: front-matter-missing: the file does not begin with its fields; put above it: a line of ---, then "title: A night at the library", summary:, date:, authors:, and another line of ---',
        ),
        gives=TITLE,
        mended=story(),
    ),
    "words above the fields": Row(
        "Dear editors, here it is.\n\n" + story(),
        told=(
            ":1: front-matter-missing: the fields begin on line 3 only; delete what stands above them, or move it below them",
        ),
        gives=TITLE,
        mended=story(),
    ),
    "a fence around the file": Row(
        "```\n" + story(),
        told=(
            ":1: front-matter-missing: the fields begin on line 2 only; delete what stands above them, or move it below them",
        ),
        gives=TITLE,
        mended=story(),
    ),
    "fields of another program": Row(
        '+++\ntitle = "A night"\n+++\n\nWords.\n',
        told=(
            ':1: front-matter-missing: the file begins with "+++", which stands for another way to write fields; put --- on lines of their own around the fields, and write each as title: and what it is',
        ),
        gives=TITLE,
        mended=story(),
    ),
    "an empty file": Row(
        "",
        told=(
            ":1: front-matter-missing: the file is empty; write ---, title:, summary:, date:, authors: and --- on lines of their own, then the text",
        ),
        gives=TITLE,
        mended=story(),
    ),
    "a Rich Text file": Row(
        b"{\\rtf1\\ansi A night}",
        told=(
            ": file-encoding: this is a document in Rich Text (RTF), and no plain text; in TextEdit choose Format, Make Plain Text, and save it again",
        ),
        gives=TITLE,
        mended=story(),
    ),
    "a Word file": Row(
        b"PK\x03\x04\x14\x00\x06\x00",
        told=(
            ": file-encoding: this is a document of Word, Pages or LibreOffice, or an archive, and no plain text; open it there, and save it as plain text (.txt or .md) with the encoding UTF-8",
        ),
        gives=TITLE,
        mended=story(),
    ),
    "an old Word file": Row(
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        told=(
            ": file-encoding: this is a document of an older Word, and no plain text; open it there, and save it as plain text (.txt or .md) with the encoding UTF-8",
        ),
        gives=TITLE,
        mended=story(),
    ),
    "a web page": Row(
        "<!DOCTYPE html>\n<html></html>",
        told=(
            ": file-encoding: this is a web page (HTML), and no plain text; copy the words into a new file of plain text",
        ),
        gives=TITLE,
        mended=story(),
    ),
    "a picture by the name of a text": Row(
        b"\xff\xd8\xff\xe0",
        told=(": file-encoding: this is a picture (JPEG), and no plain text; pictures lie in content/images/",),
        gives=TITLE,
        mended=story(),
    ),
    "letters of an old Windows": Row(
        story(title="title: Caf\u00e9").encode("cp1252"),
        told=(
            ':2: file-encoding: this is not UTF-8 text: at "title: Caf?" a letter cannot be read; save the file again with the encoding "UTF-8"',
        ),
        gives={"title": "Caf\u00e9"},
        mended=story(title="title: Caf\u00e9"),
    ),
    "the example's summary": Row(
        story(summary="summary: One or two sentences that sum the story up"),
        told=(
            ':3: example-text: "summary" still holds the example "One or two sentences that sum the story up"; write your own words there, or delete the line',
        ),
        gives={"summary": "What happened."},
        mended=story(),
    ),
    "the example's topics": Row(
        story("tags: First topic, Second topic"),
        told=(
            ':6: example-text: "tags" still holds the example "First topic"; write your own words there, or delete the line',
        ),
        gives=TAGS,
        mended=story("tags: Books, Pride"),
    ),
}
