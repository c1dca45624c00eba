"""Words of stories, authors, pages, comments, issues and data files."""

# ruff: noqa: E501  (a message stands on one line, as it is printed)
from __future__ import annotations

from tests.mistakes.cases import TITLE, Row, author, body

_SECTIONS = '[[section]]\nid = "world"\nname = "World"\nintroduction = "News."\ncolour = "blue"\n'
_NOTES = (
    '[[note]]\nid = "grief"\nwords = "This story is about grief."\nlabel = "Grief"\n'
    'helplines = ["distress"]\nheavy = true\n'
)
OTHERS = {
    "the example's words": Row(
        body("The story begins here, after one blank line. Leave a blank line between paragraphs."),
        told=(
            ':8: example-text: this line is the example\'s: "The story begins here, after one blank line. Leave a blank line between paragraphs."; write your own words there, or delete the line',
        ),
        gives=TITLE,
        mended=body("We met."),
    ),
    "a picture in the text by its whole path": Row(body("![A river](content/images/river.jpg)"), gives=TITLE),
    "a picture by a path that goes up": Row(body("![A river](../../../images/river.jpg)"), gives=TITLE),
    "a picture by a name alone": Row(
        body("![A river](river.jpg)"),
        told=(
            ':8: picture-missing: "river.jpg" is no picture of this site; put the file under content/images/ and write /images/2026/river.jpg',
        ),
        gives=TITLE,
        mended=body("![A river](/images/river.jpg)"),
    ),
    "a picture without words": Row(
        body("![](/images/river.jpg)"),
        told=(
            ':8: picture-alt: the picture "/images/river.jpg" has no alt text; say between the square brackets what it shows: ![…](/images/river.jpg)',
        ),
        gives=TITLE,
        mended=body("![A river](/images/river.jpg)"),
    ),
    "a picture with a slip in the text": Row(
        body("![A river](/images/rivr.jpg)"),
        told=(':8: picture-missing: no picture "content/images/rivr.jpg"; did you mean "river.jpg"?',),
        gives=TITLE,
        mended=body("![A river](/images/river.jpg)"),
    ),
    "a link that runs a program": Row(
        body("[x marks it](javascript:alert)"),
        told=(':8: link-forbidden: a link may not begin with "javascript:"; use https:// or /address/',),
        gives=TITLE,
        mended=body("[x marks it](https://example.org/)"),
    ),
    "a link without words": Row(
        body("Read [here](https://example.org/)."),
        told=(
            ":8: link-words: the words of this link say nothing; make the words of the link say what stands behind it",
        ),
        gives=TITLE,
        mended=body("Read [what they say](https://example.org/)."),
    ),
    "a link without an address": Row(
        body("Read [the report]()."),
        told=(':8: link-target: the link "the report" leads nowhere; write the address between the round brackets',),
        gives=TITLE,
        mended=body("Read [the report](https://example.org/)."),
    ),
    "a link with a blank for its address": Row(
        body("Nothing here.\n\nRead [the report]( )."),
        told=(':10: link-target: the link "the report" leads nowhere; write the address between the round brackets',),
        gives=TITLE,
        mended=body("Nothing here.\n\nRead [the report](https://example.org/)."),
    ),
    "a heading with one sign": Row(
        body("# The night"),
        told=(
            ':8: heading-order: the heading "The night" is on the wrong level; begin with ## and go down one step at a time',
        ),
        gives=TITLE,
        mended=body("## The night"),
    ),
    "bullets from Word": Row(
        body("Bring:\n\n• bread\n• wine"),
        told=(
            ":10: pasted-bullet: a bullet sign stands in for a list; begin each line with a hyphen and a space: - like this",
        ),
        gives=TITLE,
        mended=body("Bring:\n\n- bread\n- wine"),
    ),
    "code of another service": Row(
        body('<iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe>'),
        told=(
            ":8: embed-pasted: a player was pasted; write two lines in its place, ![what the still shows](/images/2026/name.jpg) and right below it [title](https://www.youtube.com/watch?v=abcdefghijk)",
        ),
        gives=TITLE,
        mended=body("[what it is](https://www.youtube.com/watch?v=abcdefghijk)"),
    ),
    "coloured words": Row(
        body('<font color="red">Now</font>'),
        told=(":8: html-forbidden: <font> is not allowed; take the tag out; the words may stay",),
        gives=TITLE,
        mended=body("Now"),
    ),
    "an author without a name": Row(
        author(name=""),
        told=(':2: value-missing: "name" is missing; add a line that begins with name:',),
        gives={"name": "Robin Vale"},
        mended=author(),
        kind="author",
    ),
    "an author's account by another name": Row(
        author("links:\n  twiter: robin"),
        told=(':5: social-service: no service "twiter"; did you mean "x"?',),
        gives={"name": "Robin Vale"},
        mended=author("links:\n  x: robin"),
        kind="author",
    ),
    "an author's account of old": Row(
        author("links:\n  twitter: robin"),
        told=(':5: social-service: no service "twitter"; did you mean "x"?',),
        gives={"name": "Robin Vale"},
        mended=author("links:\n  x: robin"),
        kind="author",
    ),
    "an author's website without https": Row(
        author("links:\n  website: robin.example"),
        told=(':5: social-handle: "robin.example" is no full address; write https://robin.example',),
        gives={"name": "Robin Vale"},
        mended=author("links:\n  website: https://robin.example"),
        kind="author",
    ),
    "an author's account by half an address": Row(
        author("links:\n  instagram: instagram.com/robin"),
        told=(
            ':5: social-handle: "instagram.com/robin" is not a name as Instagram has them, like magazine; write https://instagram.com/robin',
        ),
        gives={"name": "Robin Vale"},
        mended=author("links:\n  instagram: https://instagram.com/robin"),
        kind="author",
    ),
    "an author's number with blanks": Row(
        author("links:\n  whatsapp: +61 400 000 000"),
        told=(
            ':5: social-handle: "+61 400 000 000" is not a name as WhatsApp has them, like 61400000000; write +61400000000',
        ),
        gives={"name": "Robin Vale"},
        mended=author("links:\n  whatsapp: +61400000000"),
        kind="author",
    ),
    "an author's links without a colon": Row(
        author("links: robin.example"),
        told=(
            ':4: value-shape: "links" holds names, each with a value, and not words alone; write each on a line of its own below links:, with two spaces before it: "  website: robin.example"',
        ),
        gives={"name": "Robin Vale"},
        mended=author("links:\n  website: https://robin.example"),
        kind="author",
    ),
    "an author's photo on one line": Row(
        author("photo: robin.jpg"),
        told=(
            ':4: value-shape: "photo" holds more than one value; put src: and alt: on lines of their own below photo:, each with two spaces before it',
        ),
        gives={"photo.src": "robin.jpg"},
        mended=author("photo:\n  src: robin.jpg\n  alt: Robin"),
        kind="author",
    ),
    "an author's state": Row(author("status: Staff"), gives={"status": "staff"}, kind="author"),
    "an author's state that is none": Row(
        author("status: editor"),
        told=(':4: value-unknown: "status" cannot be "editor"; use one of: staff, contributor, guest, former, desk',),
        gives={"status": "staff"},
        mended=author("status: staff"),
        kind="author",
    ),
    "a page without a summary": Row(
        "---\ntitle: About\n---\n\nWords.\n",
        told=(':2: value-missing: "summary" is missing; add a line that begins with summary:',),
        gives={"title": "About"},
        mended="---\ntitle: About\nsummary: Who we are.\n---\n\nWords.\n",
        kind="page",
    ),
    "a page with a field of a story": Row(
        "---\ntitle: About\nsummary: Who we are.\nkind: news\n---\n\nWords.\n",
        told=(
            ':4: key-unknown: there is no field "kind"; the fields are: title, summary, modified, aliases, status, pictures, layout, quick_exit, tab_title',
        ),
        gives={"title": "About"},
        mended="---\ntitle: About\nsummary: Who we are.\n---\n\nWords.\n",
        kind="page",
    ),
    "a page with a layout that is none": Row(
        "---\ntitle: Tips\nsummary: How.\nlayout: tip\n---\n\nWords.\n",
        told=(':4: value-unknown: "layout" cannot be "tip"; did you mean "tips"?',),
        gives={"layout": "tips"},
        mended="---\ntitle: Tips\nsummary: How.\nlayout: tips\n---\n\nWords.\n",
        kind="page",
    ),
    "a comment's website without https": Row(
        "---\nname: Kim\ndate: 2026-11-23\nwebsite: kim.example\n---\n\nYes.\n",
        told=(':4: link-forbidden: "kim.example" is not the address of a website; write https://kim.example',),
        gives={"website": "https://kim.example"},
        mended="---\nname: Kim\ndate: 2026-11-23\nwebsite: https://kim.example\n---\n\nYes.\n",
        kind="comment",
    ),
    "a comment's website that is none": Row(
        "---\nname: Kim\ndate: 2026-11-23\nwebsite: none\n---\n\nYes.\n",
        told=(':4: link-forbidden: "none" is not the address of a website; delete the line',),
        gives={"name": "Kim"},
        mended="---\nname: Kim\ndate: 2026-11-23\n---\n\nYes.\n",
        kind="comment",
    ),
    "a comment's date": Row(
        "---\nname: Kim\ndate: 23 Nov 2026, 9.30 pm\n---\n\nYes.\n",
        told=(
            ':3: date-unreadable: "23 Nov 2026, 9.30 pm" is not a date that can be read; write it as 2026-11-23 21:30',
        ),
        gives={"name": "Kim"},
        mended="---\nname: Kim\ndate: 2026-11-23 21:30\n---\n\nYes.\n",
        kind="comment",
    ),
    "an issue without a cover": Row(
        "---\ntitle: Winter\ndate: 2026-06-01\n---\n",
        told=(':2: value-missing: "cover" is missing; add a line that begins with cover:',),
        gives={"title": "Winter"},
        mended="---\ntitle: Winter\ndate: 2026-06-01\ncover:\n  src: river.jpg\n  alt: A river\n---\n",
        kind="issue",
    ),
    "an issue's contents on one line": Row(
        "---\ntitle: Winter\ndate: 2026-06-01\ncover:\n  src: river.jpg\n  alt: A river\ncontents: Letters\n---\n",
        told=(
            ':7: value-shape: "contents" is a list, and each entry has names for its parts; below contents:, write on lines of their own "- title: Letters" and "  story: …"',
        ),
        gives={"title": "Winter"},
        mended="---\ntitle: Winter\ndate: 2026-06-01\ncover:\n  src: river.jpg\n  alt: A river\ncontents:\n  - title: Letters\n---\n",
        kind="issue",
    ),
    "a colour that is none": Row(
        _SECTIONS.replace('"blue"', '"bleu"'),
        told=(
            ':5: colour-unknown: there is no accent "bleu"; did you mean "blue"? (or write a colour such as "#1c6e8c")',
        ),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a text without quotes": Row(
        _SECTIONS.replace('"world"', "world"),
        told=(':2: front-matter-syntax: the text behind "id =" has no quotation marks; write id = "world"',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "curly quotes": Row(
        _SECTIONS.replace('"world"', "“world”"),
        told=(':2: front-matter-syntax: curly quotation marks stand where straight ones belong; write id = "world"',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a colon in a data file": Row(
        _SECTIONS.replace('id = "world"', "id: world"),
        told=(':2: front-matter-syntax: a colon stands behind "id", and here it is =; write id = "world"',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a quote that is not closed": Row(
        _SECTIONS.replace('"world"', '"world'),
        told=(
            ':2: front-matter-syntax: the double quotes behind "id =" do not close on that line; write id = "world"',
        ),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "an entry with one bracket": Row(
        _SECTIONS.replace("[[section]]", "[[section]"),
        told=(':1: front-matter-syntax: "[[section]" begins no entry; write [[section]]',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "an entry that is begun as one alone": Row(
        _SECTIONS.replace("[[section]]\n", "[section]\n"),
        told=(':1: value-shape: "section" holds records, each with names and values; write [[section]] for [section]',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "words that are nowhere": Row(
        _SECTIONS.replace('"World"', '""'),
        told=(':3: value-missing: "section.1.name" is empty; write something between the quotation marks',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a comma behind a value": Row(
        _SECTIONS.replace('"world"', '"world",'),
        told=(':2: front-matter-syntax: a comma stands behind the value; write id = "world"',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a key twice": Row(
        _SECTIONS.replace('id = "world"\n', 'id = "world"\nid = "world"\n'),
        told=(
            ':3: front-matter-syntax: "id" stands twice in one entry; keep one of the two, or begin a new entry above it',
        ),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a name that is missing": Row(
        _SECTIONS.replace('name = "World"\n', ""),
        told=(':1: value-missing: "section.1.name" is missing; add a line that begins with name =',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a name with a slip": Row(
        _SECTIONS.replace("colour =", "color ="),
        told=(':5: key-unknown: there is no field "section.1.color"; did you mean "colour"?',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "an id with a capital": Row(
        _SECTIONS.replace('"world"', '"World News"'),
        told=(':2: slug-shape: "World News" cannot be part of an address; write world-news',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a remark as programs write it": Row(
        _SECTIONS.replace("[[section]]", "// the first\n[[section]]"),
        told=(":1: front-matter-syntax: a remark begins with #; write # the first",),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "words within words": Row(
        _SECTIONS.replace('"News."', '"News "in brief"."'),
        told=(
            ':4: front-matter-syntax: straight quotation marks stand within a text; write introduction = "News “in brief”."',
        ),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "a number for a text": Row(
        _SECTIONS.replace('"World"', "5"),
        told=(':3: value-shape: "section.1.name" is words, and not a number; write name = "5", between double quotes',),
        mended=_SECTIONS,
        kind="sections.toml",
    ),
    "yes in a data file": Row(
        _NOTES.replace("true", "yes"),
        told=(':6: front-matter-syntax: "heavy" is "yes"; write heavy = true',),
        mended=_NOTES,
        kind="content_notes.toml",
    ),
    "True in a data file": Row(
        _NOTES.replace("true", "True"),
        told=(':6: front-matter-syntax: "heavy" is "True"; write heavy = true',),
        mended=_NOTES,
        kind="content_notes.toml",
    ),
    "a text for yes or no": Row(
        _NOTES.replace("true", '"very"'),
        told=(':6: value-shape: "note.1.heavy" is "very", and can be true or false only; write true or false',),
        mended=_NOTES,
        kind="content_notes.toml",
    ),
    "a list that is not closed in a data file": Row(
        _NOTES.replace('"distress"]', '"distress"'),
        told=(
            ':5: front-matter-syntax: the bracket that opens in "helplines = ["distress"" is never closed; put ] behind its last entry',
        ),
        mended=_NOTES,
        kind="content_notes.toml",
    ),
    "a text for a list": Row(
        _NOTES.replace('["distress"]', "5"),
        told=(':5: value-shape: "note.1.helplines" is a list; write helplines = ["First", "Second"]',),
        mended=_NOTES,
        kind="content_notes.toml",
    ),
}
