"""Text that deceives: in every field of every schema, in every body, and in what readers sent in."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

import newsroom
from newsroom.core import deceptive_text, schema
from newsroom.core.deceptive_text import cleaned, faults, for_terminal, invisible
from newsroom.core.front_matter import FieldPath
from newsroom.core.problems import Problem
from newsroom.core.schema import Record
from newsroom.features.author_bios.model import Author, AuthorFields, author_problems
from newsroom.features.comment_form.model import CommentFields
from newsroom.features.files import captions
from newsroom.features.files.model import FileFault
from tests.building import Project, problem_lines
from tests.read_context import BRISBANE, HEAD, read_story, rendered

_TAGS = "".join(chr(0xE0000 + ord(sign)) for sign in "hidden")
#: Each with what is left of it when what deceives is taken out.
DECEIVES = {
    "Invoice \u202efdp.exe": "Invoice fdp.exe",
    "Pay \u202d100\u202c now": "Pay 100 now",
    "Pay \u202b100 - 50\u202c": "Pay 100 - 50",
    "Pay \u202a100\u202c": "Pay 100",
    "\u2067100 - 50\u2069": "100 - 50",
    "\u2066never ended": "never ended",
    "\u2068\u2066one end\u2069": "\u2066one end\u2069",
    "ended twice\u2069": "ended twice",
    "שלום \u2067עולם": "שלום עולם",
    "$\u200f100-200": "$100-200",
    "Sam\u200e Okoro": "Sam Okoro",
    "\u061c100": "100",
    f"Happy{_TAGS} birthday": "Happy birthday",
    f"\U0001f600{_TAGS}": "\U0001f600",
    "\U0001f600\ufe0f\U000e0110\U000e0120": "\U0001f600\ufe0f",
    "Sam\ufe0f": "Sam",
    "Sam\u3164Okoro": "SamOkoro",
    "a\uffa0b": "ab",
    "a\u2800b": "ab",
    "a\u115fb": "ab",
    "a\u200b\u200c\u200d\u2060b": "ab",
    "one\u2063two": "onetwo",
    "one\ufff9two\ufffbthree": "onetwothree",
    "it\x92s": "its",
    "Z\u0301\u0302\u0303\u0304\u0305\u0306algo": "Zalgo",
    "ก" + "\u0e47" * 12: "ก",
}
#: Texts of languages, names and emoji that are allowed.
PASSES = [
    "شركة \u2066ACME Inc.\u2069 في بريزبن",
    "הסרט \u2068Pride\u2069 (2014)\u200f!",
    "שלום\u200f! \u200eC++\u200e",
    "\u2067العربية\u2069 and \u2066English \u2067עברית\u2069\u2069",
    "می\u200cخواهم",
    "क्\u200dष और क्\u200cष",
    "ശ്രീ\u200d",
    "ශ්\u200dරී ලංකා",
    "\U0001f3f3\ufe0f\u200d\U0001f308 \U0001f3f3\ufe0f\u200d\u26a7\ufe0f",
    "\U0001f468\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468",
    "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "1\ufe0f\u20e3",
    "葛\U000e0100城",
    "ᠮᠣᠩᠭᠣᠯ\u180b",
    "Donau\u00addampf\u00adschiff",
    "ภาษา\u200bไทย and\u200b/or",
    "Nguye\u0302\u0303n, Ti\u0303, Ṱ\u0323\u0304",
    "\u2068Robin\u2069 won",
    "ㄱ\u3164ㄴ",
    "⠃\u2800⠗",
    "שָׁלוֹם וּבְרָכָה",
    "بِسْمِ ٱللَّٰهِ",
    "Takatāpui, faʻafafine, Dvořák",
    "",
    " ",
]
UNSEEN = [
    "\u200b", "\u200b\u200c\u200d", "\u3164", "\u2800\u2800", "\u00ad", "\ufe0f", _TAGS, "\u0301\u0302", "\u202e",
    "\u2066\u2069", "\u034f", "\ufeff", "\u2060 \u2060", "\u115f\u1160", "\xa0\u200b\xa0", "\u200e\u200f", "\u0654",
]  # fmt: skip


@pytest.mark.parametrize(("words", "left"), DECEIVES.items())
def test_deceptive_characters_are_located_and_can_be_removed(words: str, left: str) -> None:
    found = faults(words)
    assert found
    assert all(fault.fix and fault.message.isprintable() for fault in found)
    assert cleaned(words) == left
    assert faults(left) == []


@pytest.mark.parametrize("words", PASSES)
def test_characters_that_languages_need_are_allowed(words: str) -> None:
    assert faults(words) == []
    assert cleaned(words) == words
    assert not invisible(words)


@pytest.mark.parametrize("words", UNSEEN)
def test_invisible_characters_alone_are_no_words(words: str) -> None:
    assert invisible(words)
    assert not invisible(words + ".")


def test_a_fault_is_named_by_its_place_and_by_what_is_seen_beside_it() -> None:
    [fault] = faults("A long sentence that ends in Invoice \u202efdp.exe")
    assert (fault.start, fault.end) == (37, 38)
    assert 'behind "nds in Invoice" changes the order' in fault.message
    assert "U+202E, right-to-left override" in fault.message


# --------------------------------------------------------------------------------------- every field of every schema


def schemas() -> list[type[Record]]:
    """Return every record that is read from a file."""
    for module in pkgutil.walk_packages(newsroom.__path__, "newsroom."):
        if module.name.endswith((".schema", ".model", ".plugin", ".review")):
            importlib.import_module(module.name)
    waiting, known = list(Record.__subclasses__()), {}
    while waiting:
        model = waiting.pop()
        waiting += model.__subclasses__()
        if model.__module__.startswith("newsroom."):
            known[f"{model.__module__}.{model.__name__}"] = model
    return [known[name] for name in sorted(known)]


def texts(annotation: Any, place: FieldPath) -> Iterator[tuple[FieldPath, bool]]:
    """Yield the places below a field at which a text may stand."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, inner in annotation.model_fields.items():
            yield from texts(inner.annotation, (*place, name))
        return
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        for inner in inside:
            yield from texts(inner, place)
    elif origin is tuple:
        yield from texts(inside[0], (*place, 0))
    elif origin is dict:
        yield from texts(inside[1], (*place, "key"))
    else:
        # A file gives every value as text, whatever its type will be.
        yield place, True


def nested(place: FieldPath, words: str) -> Any:
    """Return a value that holds words at one place."""
    if not place:
        return words
    inner = nested(place[1:], words)
    return [inner] if isinstance(place[0], int) else {place[0]: inner}


def test_every_text_field_of_every_schema_is_looked_through() -> None:
    """And names the line of that very value: a new schema is looked through without anybody thinking of it."""
    walked = 0
    for model in schemas():
        for name, known in model.model_fields.items():
            if name == "source":
                continue
            for place, _ in texts(known.annotation, (name,)):
                for words, rule in (("a \u202eb", "text-deceptive"), ("\u200b\u3164", "text-invisible")):
                    value = nested(place[1:], words)
                    told: list[FieldPath] = []

                    def line_of(at: FieldPath, told: list[FieldPath] = told) -> tuple[int, int]:
                        told.append(at)
                        return 7, 3

                    record, problems = schema.read(model, {name: value}, "x.md", line_of, BRISBANE)
                    if model.by_readers:
                        assert not any(problem.rule.startswith("text-") for problem in problems)
                        continue
                    assert record is None
                    found = [problem for problem in problems if problem.rule == rule]
                    assert [(problem.line, problem.column) for problem in found] == [(7, 3)], (model, place)
                    assert place in told, (model, place)
                    walked += 1
    assert walked > 300


def test_every_schema_is_found() -> None:
    names = {model.__name__ for model in schemas()}
    assert {"StoryFields", "PageFields", "AuthorFields", "IssueFields", "SectionsFile", "HelplinesFile"} <= names
    assert [model for model in schemas() if model.by_readers] == [CommentFields]


def test_a_readers_name_is_mended_and_not_refused() -> None:
    fields = {"name": "Sam \u202eokorO", "date": "2026-05-04"}
    record, problems = schema.read(CommentFields, fields, "x.md", lambda _: (2, 1), BRISBANE)
    assert problems == []
    assert record is not None
    assert record.name == "Sam okorO"
    _, problems = schema.read(CommentFields, {**fields, "name": "\u202e\u200b"}, "x.md", lambda _: (2, 1), BRISBANE)
    assert [(problem.line, problem.rule) for problem in problems] == [(2, "value-missing")]


@pytest.mark.parametrize(
    "name", ["Sam\u200b Okoro", "Sam\u00ad Okoro", "Sam \u2060Okoro", "Sam\xa0Okoro", "ＳＡＭ okoro"]
)
def test_two_authors_do_not_look_the_same(name: str) -> None:
    authors = [
        Author(id_, f"{id_}.md", AuthorFields.model_construct(name=shown, bio="B."))
        for id_, shown in (("a", "Sam Okoro"), ("b", name))
    ]
    assert [problem.rule for problem in author_problems(authors, [])] == ["author-twice"]


def test_a_problem_cannot_turn_a_terminals_line_round() -> None:
    problem = Problem("content/\u202egpj.md", 0, 0, "file-name", '"\u2066x می\u200cخواهم"', "")
    assert str(problem) == 'content/<U+202E>gpj.md: file-name: "<U+2066>x می\u200cخواهم"'


def test_captions_of_a_film_are_looked_through() -> None:
    words = "WEBVTT\n\n00:00.000 --> 00:02.500\nPay \u202e100\n"
    with pytest.raises(FileFault, match="on line 4 of the captions an invisible character behind"):
        captions.clean(words.encode())
    assert captions.clean(words.replace("\u202e", "").encode())


# -------------------------------------------------------------------------------------------------------- bodies


@pytest.mark.parametrize(
    "words",
    [
        "Pay \u202e100\u202c to us",
        "Pay &#8238;100 to us",
        "Pay &#x202E;100 to us",
        "- a list\n- pay \u202d100",
        "> quoted \u2066words",
        "| a |\n|---|\n| \u202eb |",
        "A note[^1].\n\n[^1]: Words \u202eround.",
        "`code \u202e of`",
        "```\ncode \u202e of\n```",
        "![A river \u202eat night](/images/x.jpg)",
        '[a link](/about/ "ti\u202etle")',
        '<abbr title="Human \u202erights">HR</abbr> x',
        "## A heading \u202eturned",
        "*[HR]: Human \u202erights\n\nHR x",
        f"Words{_TAGS} more",
        "**bold\u2067** and on",
        '<span dir="rtl">100 - 50</span>',
        "<p DIR=RTL>100 - 50</p>",
        "<p lang='&#8238;'>x</p>",
        "<span role=img aria-label='\u200b'>x</span>",
        "<a href='/about/'><span>&#8203;</span></a>",
        "&rlm;100",
        "[x](/files/a\u202egpj.pdf)",
        "term\n: definition \u202e",
        "[\u200b](https://evil.example/)",
        "## \u200b\u3164",
        "![\u200b](/images/x.jpg)",
        "![&#8203;](/images/x.jpg)",
    ],
)
def test_a_body_that_deceives_is_told_of_by_its_line(words: str) -> None:
    document = rendered(f"First.\n\nSecond שלום\u200f.\n\n{words}\n\nLast.\n")
    found = [problem for problem in document.problems if problem.rule in ("text-deceptive", "text-invisible")]
    assert found, words
    lines = words.split("\n")
    wanted = {
        5 + number for number, line in enumerate(lines) if not line.isascii() or "&" in line or "dir=" in line.lower()
    }
    assert {problem.line for problem in found} <= wanted, found
    assert all(problem.is_error for problem in found)


@pytest.mark.parametrize("words", PASSES)
def test_a_body_may_hold_what_a_language_needs(words: str) -> None:
    for whole in (words, f"- {words}", f"## {words or 'x'}", f"*{words}*" if words.strip() else "x", f"> {words}"):
        document = rendered(whole)
        assert [problem for problem in document.problems if problem.rule.startswith("text-")] == []


def test_isolates_may_begin_and_end_in_different_words_of_one_paragraph() -> None:
    document = rendered("A \u2068*word\u2069* and שלום \u2067[עולם](/about/)\u2069.\nOn\u2066 two\nlines\u2069.")
    assert document.problems == ()
    document = rendered("One \u2068paragraph.\n\nAnother\u2069 one.")
    assert [(problem.line, problem.rule) for problem in document.problems] == [
        (1, "text-deceptive"),
        (3, "text-deceptive"),
    ]


def test_of_many_each_is_told_on_its_own_line() -> None:
    document = rendered("a \u202eb\n\nc שלום\u200f\n\n`x` d \u202ee\u202c\n\n- f\n- g \u202eh\n")
    assert [problem.line for problem in document.problems] == [1, 5, 5, 8]


def test_deceptive_characters_are_removed_from_comments() -> None:
    source = (
        "Pay \u202e100\u202c *to \u202dus*\n\nשלום\u200f &#8238;x \u2066y\n\n[a\u200b\u200b\u200bb](/about/ 't\u202ei')"
    )
    document = rendered(source, raw_html=False)
    assert document.problems == ()
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u200b") & set(document.html)
    assert "שלום\u200f" in document.html
    assert "Pay&nbsp;100 <em>to" in document.html.replace("\xa0", "&nbsp;") or "Pay 100 <em>to" in document.html


@pytest.mark.parametrize(
    ("file", "words", "line"),
    [
        ("data/sections.toml", '[[section]]\nid = "world"\nname = "Wor\\u202Eld"\nintroduction = "I."\n', 3),
        ("data/introductions.toml", '[[topic]]\nname = "Law"\nintroduction = "\\u200B"\n', 3),
        ("pages/x.md", "---\ntitle: \u3164\nsummary: S.\n---\n\nWords.\n", 2),
        ("authors/x.md", "---\nname: Sam \u202eokorO\nbio: B.\n---\n\nWords.\n", 2),
        ("authors/x.md", "---\nname: Sam\nbio: B.\n---\n\nWords \u202eturned.\n", 6),
        ("issues/3.md", '---\ntitle: "\\u2800"\ndate: 2026-05-04\n---\n\nWords.\n', 2),
        ("articles/world/2026/x.md", f"{HEAD[:-5]}tags:\n  - a\n  - b\u202ec\n---\n\nW.\n", 7),
        ("articles/world/2026/x.md", "Title: T\u202e\nSummary: S.\nDate: 2026-05-04\n\nWords.\n", 1),
    ],
)  # fmt: skip
def test_a_build_names_file_and_line(site: Project, file: str, words: str, line: int) -> None:
    site.write(file, words)
    found = [
        told
        for told in problem_lines(site.build(check_only=True))
        if "text-deceptive" in told or "text-invisible" in told
    ]
    assert [told.split(": ")[0] for told in found] == [f"content/{file}:{line}"]


def test_a_comment_without_a_word_is_told_of(site: Project) -> None:
    head = "---\nname: Sam\ndate: 2026-05-05\n---\n\n"
    site.write("comments/world/2026/first-light/1.md", head + "\u200b \u3164\n")
    site.write("comments/world/2026/first-light/2.md", head + "Well \u202esaid\n")
    outcome = site.build(check_only=True)
    assert [str(problem).split(": ")[:2] for problem in outcome.problems] == [
        ["content/comments/world/2026/first-light/1.md:6", "text-invisible"]
    ]


def test_a_file_name_is_letters_digits_and_hyphens(site: Project) -> None:
    head = "---\ntitle: T\nname: N\nsummary: S.\nbio: B.\ndate: 2026-05-04\n---\n\nW.\n"
    folders = ("articles/world/2026", "pages", "authors", "issues", "comments/world/2026/first-light")
    paths = [f"{folder}/{name}.md" for folder in folders for name in ("\u202egpj", "\u200b", "a\u2066b", "a\u00adb")]
    for path in paths:
        site.write(path, head)
    told = {problem.path for problem in site.build(check_only=True).problems if problem.is_error}
    assert told == {f"content/{path}" for path in paths}


# ------------------------------------------------------------------------------------------- for those who hear a page


@pytest.mark.parametrize(
    "attribute",
    [
        *(f"role={role}" for role in (
            "main", "alertdialog", "dialog", "application", "alert", "banner", "navigation", "region", "presentation",
            "none", "status", "log", "button", "heading", "search", "menu", "img", "MAIN", '"note main"',
        )),
        "tabindex=1", "tabindex=32767", "tabindex=0", "tabindex=-1", "aria-hidden=true", "aria-live=assertive",
        "aria-modal=true", "accesskey=s", "autofocus", "contenteditable", "aria-label=x", "aria-labelledby=main",
        "aria-describedby=x", "aria-owns=x", "aria-flowto=x", "aria-roledescription=x", "inert", "hidden",
        'popover="auto"', "aria-level=1", "spellcheck=true", "enterkeyhint=go", "translate=no", "draggable=true",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["p", "div", "a", "span"])
def test_attributes_that_mislead_assistive_technology_are_refused(attribute: str, tag: str) -> None:
    document = rendered(f"One.\n\n<{tag} {attribute}>x</{tag}>\n")
    assert [(problem.line, problem.rule) for problem in document.problems] == [(3, "html-forbidden")]
    assert all(problem.is_error and problem.fix for problem in document.problems)
    name = attribute.split("=", maxsplit=1)[0]
    assert f" {name}" not in document.html
    in_braces = rendered(f"One.\n\nWords\n{{: {attribute if '=' in attribute else attribute + '=x'} }}\n")
    assert "html-forbidden" in [problem.rule for problem in in_braces.problems]
    assert f" {name}" not in in_braces.html
    assert f"<p {name}" not in rendered(f"One.\n\nWords\n{{: {attribute} }}\n", raw_html=False).html


@pytest.mark.parametrize("tag", ["main", "nav", "dialog", "header", "footer", "aside", "section", "form", "bdo"])
def test_landmarks_are_the_sites_own(tag: str) -> None:
    document = rendered(f"One.\n\n<{tag}>x</{tag}>\n")
    assert [(problem.line, problem.rule) for problem in document.problems] == [(3, "html-forbidden")]


def test_an_emoji_may_say_what_it_shows() -> None:
    emoji = '<span role="img" aria-label="Rainbow flag">🏳️‍🌈</span>'
    document = rendered(f"We fly {emoji} here.")
    assert document.problems == ()
    assert emoji in document.html.replace("\xa0", " ")


def test_attributes_for_assistive_technology_from_transforms_stay() -> None:
    document = rendered("| a | b |\n|---|---|\n| c | d |\n\nA note[^1].\n\n[^1]: Words.\n")
    assert document.problems == ()
    for kept in ('role="region"', 'tabindex="0"', 'aria-label="Table: a, b"', 'aria-label="Notes"'):
        assert kept in document.html


def test_nothing_suspicious_costs_nothing_and_hides_nothing() -> None:
    """The quick look passes over no text in which the long one finds a fault."""
    for words in DECEIVES:
        assert deceptive_text.SUSPECT.search(words), ascii(words)
    story, problems = read_story(f"{HEAD}Words \u202eturned.\n")
    assert story is not None
    assert [problem.line for problem in problems if problem.rule == "text-deceptive"] == [HEAD.count("\n") + 1]


@pytest.mark.parametrize("sign", ["\ufffc", "\U0001d159", "\U00013441", "\U00013442", "\u303f", "\u2800", "\u3164"])
@pytest.mark.parametrize("form", ["{}", "{} {}", "\u2066{}\u2069", "{}\u200b", "\xa0{}"])
def test_a_sign_that_draws_nothing_is_no_title(sign: str, form: str) -> None:
    title = form.format(sign, sign)
    assert invisible(title)
    _, problems = read_story(HEAD.replace("A story", title))
    assert "text-invisible" in {problem.rule for problem in problems}
    assert not invisible(f"{title}a")


@pytest.mark.parametrize("sign", ["\ufffc", "\U0001d159", "\U00013441", "\U00013442", "\u303f"])
def test_a_sign_that_draws_nothing_has_no_use_among_words(sign: str) -> None:
    assert len(faults(f"one {sign} two")) == 1
    assert cleaned(f"one {sign}two") == "one two"


@pytest.mark.parametrize("text", ["\U00013441\U00013000", "\U0001d15d\U0001d159", "一\u303f"])
def test_direction_marks_are_allowed_in_their_own_script(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("sign", ["🏳️‍🌈", "★★★★☆", "👨🏽‍👩🏽‍👧🏽‍👦🏽", "1️⃣", "→", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "❤️ 🧡", "☎", "♀", "∞"])
def test_a_label_may_say_what_a_sign_shows(sign: str) -> None:
    document = rendered(f'It was <span role="img" aria-label="what it shows">{sign}</span> here.')
    assert document.problems == ()
    assert f'aria-label="what it shows">{sign}</span>' in document.html


@pytest.mark.parametrize(
    "words",
    [
        "The minister lied to parliament.",
        "No",
        "🏳️‍🌈 and words",
        "<b>Words</b>",
        "12",
        "",
        "<em>🏳️‍🌈</em> words",
        "★" * 25,
        "Не",
    ],
)
def test_a_label_may_stand_in_for_no_words(words: str) -> None:
    document = rendered(f'One.\n\nIt was <span role="img" aria-label="nothing">{words}</span> here.')
    assert [(problem.line, problem.rule) for problem in document.problems] == [(3, "text-deceptive")]
    assert "aria-label" not in document.html
    assert 'role="img"' not in document.html


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x07", "\x08", "\x7f", "\x9b"])
def test_no_problem_commands_a_terminal(sign: str) -> None:
    """A name of a file, or a value that a problem quotes, clears no screen and hides no line."""
    shown = str(Problem(f"content/{sign}[2J.md", 0, 0, "file-name", f'"{sign}[31mx" is no name'))
    assert sign not in shown
    assert shown.count(f"<U+{ord(sign):04X}>") == 2


def test_ends_of_lines_and_tabs_stay_for_a_terminal() -> None:
    assert for_terminal("one\n\ttwo – three") == "one\n\ttwo – three"
