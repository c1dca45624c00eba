"""Every rule the newsroom knows, with the sentence that docs/reference/rules.md gives for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it asks for, whether breaking it stops a build, and whether a story may let that pass.

    ``ages`` says that time alone can break it, with nobody's mistake: such a problem is marked (`Problem.age`), and
    stops nothing. ``needs`` names the files below content/ that it asks, an empty name for all: while one of them has
    an error, nobody can tell whether the rule is broken.
    """

    asks: str
    stops_build: bool = True
    waivable: bool = False
    ages: bool = False
    needs: tuple[str, ...] = ()


_STOPS = {
    # files
    "file-encoding": "A text file is saved as UTF-8.",
    "file-name": "Names of files and folders use small letters, digits and hyphens; no two look the same.",
    "file-place": "A story lies in content/articles/<section>/<year>/<slug>.md.",
    "issue-number": "A print issue lies in content/issues/<number>.md, and no two have one number.",
    "file-link": "Nothing in content/ is a symbolic link that leads outside it.",
    "file-too-large": "A text file or data file is no larger than a long book.",
    "file-too-slow": "A text file can be read in a few seconds.",
    "text-too-much": "A text, or a field, holds no more of anything than a long read needs.",
    "text-too-deep": "Quotations, lists, brackets and fields do not stand many deep within one another.",
    "text-deceptive": "No invisible character turns words round or hides a message; no label replaces words.",
    "text-invisible": "Every text that is not empty holds characters that can be seen.",
    "file-refused": "A linked file is a PDF, MP3, M4A, MP4, WebM or WebVTT that can be published without metadata.",
    # front matter
    "front-matter-missing": "A file begins with its front matter.",
    "front-matter-blank-line": "The first field stands right under the opening three hyphens.",
    "front-matter-unclosed": "The front matter ends with a line of three hyphens.",
    "front-matter-syntax": "Each line of the front matter can be read.",
    "key-twice": "A field is given once.",
    "key-unknown": "Only known fields are used.",
    "key-refused": "The system chooses addresses, files and templates itself.",
    "value-missing": "The required fields are there and hold something.",
    "value-unknown": "A field with a fixed list of values holds one of them.",
    "value-shape": "A field holds the kind of value it is for.",
    "date-unreadable": "A date is written as 2026-11-23, with a time as 2026-11-23 09:30.",
    "date-order": "A change, expiry, correction or update does not come before the story, nor an update after now.",
    "slug-shape": "A slug uses small letters, digits and hyphens.",
    "slug-reserved": "A slug is not a name that the site itself uses.",
    # references
    "author-unknown": "A byline names a file in content/authors/.",
    "author-twice": "Two authors do not share a name or an id.",
    "author-section": "An author's id is not the name of a section.",
    "section-unknown": "A story's folder is a section listed in content/data/sections.toml.",
    "state-unknown": "A state is one of those listed in content/data/sections.toml.",
    "content-note-unknown": "A content note is one of those in content/data/content_notes.toml.",
    "helpline-unknown": "A topic or place of helplines is one that content/data/helplines.toml has.",
    "helpline-two": "Beside a story on suicide stand at least two services that answer around the clock.",
    "translation-unknown": "translation_of names a story in another language.",
    "discreet-translation": "A story and its translations are discreet together, or none of them is.",
    "helpline-twice": "No helpline is listed twice, and so counted twice.",
    "tag-collision": "Two tags, or two series, do not lead to the same address.",
    "id-twice": "Two stories do not share an id.",
    "output-collision": "Two things are not written to one address.",
    "address-taken": "No page takes an address that was another's.",
    "alias-taken": "At an old address that leads somewhere nothing else stands, and nothing else leads on from there.",
    "address-unsafe": "An address can be a file on every system, and lies inside the site.",
    "output-foreign": "The output folder is empty or one of ours.",
    "link-target": "A link inside the magazine leads to something that is published.",
    "comment-story": "A comment belongs to a story that exists.",
    "comment-reply": "A reply answers a comment on the same story.",
    "front-slot": "A place on the front page, or the label Live, is given to a story that may have it.",
    # pictures
    "picture-missing": "A picture that is named lies in content/images/.",
    "picture-unreadable": "A picture is a JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF or SVG file that can be opened.",
    "picture-size": "A picture has at most 50 MB and 60 million pixels, and moves for five seconds at most.",
    "picture-alt": "Every picture has words for those who cannot see it.",
    "picture-box": "A part to hide is four numbers in per cent, and lies on a picture that the file shows.",
    "picture-unhidden": "A picture of which parts are hidden is nowhere shown with other parts hidden, or none.",
    "picture-names-hidden": "Pictures, their file names and their words do not give a name that the story hides.",
    # markup
    "html-refused": "A story holds no scripts, event handlers, frames, open comments or other risky HTML.",
    "embed-pasted": "A story holds no code of other services: it quotes and links.",
    "link-refused": "A link uses https, http, mailto or tel, or an address of the site.",
    # people and services
    "social-service": "A social account names a service that the site knows.",
    "social-handle": "A handle has the form that its service uses.",
    # machines
    "robots-needed": "No crawler is refused that readers need: for previews of links, or to find the magazine at all.",
    "robots-twice": "A crawler stands under one purpose in content/data/robots.toml.",
    # set-up
    "setting-value": "A setting holds a value the newsroom can use.",
    "plugin-missing": "Every plugin that the settings name can be loaded.",
    "plugin-failed": "A plugin can be loaded, registered and run.",
    "plugin-output": "A third-party plugin writes new files only, where OUTPUT_PATH says while it runs.",
    "template-missing": "Every template and stylesheet that a page needs is in the theme.",
    "words-catalogue": "A catalogue of theme/translations/ can be read, and its words name what the English ones name.",
    "search-index": "The search index can be made, and holds every page that it should.",
    # what is not published
    "leak-picture": "A picture or document that only unpublished stories use is not published, under any name.",
    "storage": "The output, the cache and temporary files have room and may be written.",
    "unexpected": "Nothing unforeseen happens while a file is read.",
}

#: These stop a build like the rest, unless the story they stand in says why not.
_STOPS_UNLESS_WAIVED = {
    "leak-text": "Nothing published holds the words of what is not published.",
}

_WARNS = {
    "date-ambiguous": "A time is not in an hour or a day that clocks and calendars show twice, or never.",
    "file-kind": "Stories, pages, authors and comments are Markdown files, and nothing else lies among them.",
    "file-unread": "Every text and data file below content/ lies where something reads it.",
    "story-twice": "No story is published twice.",
    "sponsor-missing": "A sponsored story says whose it is.",
    "title-capitals": "A headline is written as sentences are, and not all in capitals.",
    "example-left": "What is published holds no example of what to write in its place.",
    "pasted-bullet": "A list is a list, not lines that begin with a bullet sign.",
    "markup-shown": "Readers see no signs of Markdown, of templates or of other systems, but in code.",
    "heading-order": "Headings in a story begin at the second level and skip none.",
    "heading-space": "A heading has a space behind its number signs.",
    "html-unclosed": "Every HTML tag is closed, and the words of a table stand in its cells.",
    "footnote-unmatched": "Every footnote is written once, and something in the text leads to it.",
    "link-words": "The words of a link say where it leads.",
    "translation-care": "A translation has the content notes, helplines and way out of the story that it translates.",
    "content-note-missing": "A story that plainly speaks of suicide has the content note for it.",
    "discreet-tells": "A neutral title and summary hold nothing that gives the story away.",
    "font-glyph": "Headlines are written with letters and signs that the headline font has.",
    "link-expired": "A link inside the magazine does not lead to a story that has expired.",
    "helpline-old": "Somebody has checked each helpline in the last 180 days.",
    "security-old": "security.txt holds for another 30 days, and for no more than a year.",
    "media-transcript": "A recording or a film of ours has its words below it.",
    "post-whole": "A post that is quoted says whose it is, where and when.",
    "story-weight": "A story's own words, pictures and tables come to no more than the budget in PAGE_BUDGETS.",
    "theme-weight": "What the theme adds to every story comes to no more than the budgets in PAGE_BUDGETS.",
    "address-lost": "Every address that was ever published answers, leads on, or says that what stood there is gone.",
    "address-ledger": "content/data/addresses.txt is a plain file; each line names an address that a page can have.",
    "address-ledger-lost": "content/data/addresses.txt has every address that git knows of it.",
    "plugin-no-effect": "A third-party plugin uses only what of Pelican has an effect here.",
    "plugin-page": "A page that a third-party plugin writes keeps the promises that all pages keep.",
    "plugin-log": "A third-party plugin reports no errors.",
    "setting-unread": "A setting is one that something reads.",
    "leak-likeness": "A picture does not look like one that only unpublished stories use.",
}

#: These are asked of a release as a whole, whichever story is at fault.
_GATES = {
    "release-commit": "What is published is committed, and pushed where there is a remote.",
    "release-files": "A site is of plain files, and web servers can be told of each.",
    "release-loss": "A publish takes no more from readers than somebody has said it may.",
    "secret": "No password or key stands in the site, or in what the project has changed.",
}

#: Rules that time alone can break.
_AGES = frozenset({"helpline-old", "leak-likeness", "leak-picture", "leak-text", "link-expired", "security-old"})

#: Files below content/ that rules ask; the empty name stands for all.
_NEEDS = {
    "address-lost": ("",),
    "author-section": ("data/sections.toml",),
    "content-note-missing": ("data/content_notes.toml",),
    "content-note-unknown": ("data/content_notes.toml",),
    "helpline-two": ("data/helplines.toml",),
    "helpline-unknown": ("data/helplines.toml",),
    "link-target": ("data/sections.toml",),
    "section-unknown": ("data/sections.toml",),
    "state-unknown": ("data/sections.toml",),
}


def _rules(rules: dict[str, str], *, stops_build: bool, waivable: bool) -> dict[str, Rule]:
    return {
        name: Rule(asks, stops_build, waivable, name in _AGES, _NEEDS.get(name, ())) for name, asks in rules.items()
    }


RULES: dict[str, Rule] = (
    _rules(_STOPS, stops_build=True, waivable=False)
    | _rules(_STOPS_UNLESS_WAIVED, stops_build=True, waivable=True)
    | _rules(_GATES, stops_build=False, waivable=False)
    | _rules(_WARNS, stops_build=False, waivable=True)
)
