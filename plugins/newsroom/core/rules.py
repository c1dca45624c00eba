"""Rules: what the newsroom asks for, with the sentence that docs/reference/rules.md gives for each.

Each package offers its own in a module ``rules``, and `RULES` holds all of them (`newsroom.core.offers`). Those of core
stand here.
"""

from __future__ import annotations

from msgspec import Struct

from newsroom.core.offers import Offers


class Rule(Struct, frozen=True):
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


def error(asks: str, *, ages: bool = False, needs: tuple[str, ...] = ()) -> Rule:
    """Return a rule that stops a build when it is broken."""
    return Rule(asks, ages=ages, needs=needs)


def waivable_error(asks: str, *, ages: bool = False, needs: tuple[str, ...] = ()) -> Rule:
    """Return a rule that stops a build unless the story says why not."""
    return Rule(asks, waivable=True, ages=ages, needs=needs)


def warning(asks: str, *, ages: bool = False, needs: tuple[str, ...] = ()) -> Rule:
    """Return a rule that stops a publish unless the story says why not."""
    return Rule(asks, stops_build=False, waivable=True, ages=ages, needs=needs)


def gate(asks: str, *, ages: bool = False, needs: tuple[str, ...] = ()) -> Rule:
    """Return a rule for a release as a whole: it stops a publish, and no story can waive it."""
    return Rule(asks, stops_build=False, ages=ages, needs=needs)


OWN = {
    "file-encoding": error("A text file is saved as UTF-8."),
    "file-too-large": error("A text file or data file is no larger than a long book."),
    "text-too-much": error("A text or a field is no larger than a long read needs."),
    "text-too-deep": error("Quotations, lists, brackets and fields are not nested too deep."),
    "text-deceptive": error("No invisible character reverses words or hides a message; no label replaces words."),
    "text-invisible": error("Every text that is not empty holds visible characters."),
    "front-matter-missing": error("A file begins with its front matter."),
    "front-matter-blank-line": error("The first field is on the line after the opening three hyphens."),
    "front-matter-unclosed": error("The front matter ends with a line of three hyphens."),
    "front-matter-syntax": error("Each line of the front matter can be read."),
    "key-twice": error("Each field is given once."),
    "key-unknown": error("Only known fields are used."),
    "key-forbidden": error("The system chooses addresses, files and templates itself."),
    "value-missing": error("Each required field is there and has a value."),
    "value-unknown": error("A field with a fixed list of values holds one of them."),
    "value-shape": error("The value of a field has the right form."),
    "date-unreadable": error("A date is written as 2026-11-23, with a time as 2026-11-23 09:30."),
    "html-forbidden": error("A story holds no scripts, event handlers, frames, open comments or other risky HTML."),
    "date-ambiguous": warning("A time is not in an hour or a day that clocks and calendars show twice, or never."),
    "example-text": warning("Published content holds no example text of a new file."),
    "markup-shown": warning("Readers see signs of Markdown, templates or other systems only in code."),
    "heading-space": warning("A heading has a space after its number signs."),
    "html-unclosed": warning("Every HTML tag is closed, and the words of a table stand in its cells."),
    "footnote-unmatched": warning("Every footnote is written once and has a mark in the text."),
}

#: Every rule that a package offers, by its name, whether its plugin is switched on or not.
RULES: Offers[Rule] = Offers("rules")
