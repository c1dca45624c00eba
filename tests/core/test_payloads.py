"""The corpus of attacks, each through the pipeline; tests/browser/test_payloads.py loads what comes out of it."""

from __future__ import annotations

import pytest

from newsroom.core import html_policy, inline, schema
from newsroom.core.markdown.parser import convert
from newsroom.core.problems import Problem
from newsroom.core.schema import Record
from newsroom.features.comment_form.model import CommentFields
from newsroom.features.sections.model import LinkField
from newsroom.features.social_links.model import profiles
from newsroom.features.support.model import HelplineField
from tests.building import Project
from tests.core.audit import active, dangers, foreign_pictures, scheme
from tests.core.payloads import ADDRESSES, BODIES, FIELDS, PAYLOADS
from tests.read_context import BRISBANE, rendered

_RULES = {"html-forbidden", "embed-pasted", "link-forbidden", "picture-missing", "link-target"}


def test_there_are_three_hundred_forms_and_none_twice() -> None:
    assert len({(payload.channel, payload.text) for payload in PAYLOADS}) == len(PAYLOADS)
    assert len({payload.text for payload in PAYLOADS}) >= 300


@pytest.mark.parametrize("part", range(8))
def test_the_allow_list_leaves_nothing_of_any(part: int) -> None:
    """As it stands and among other HTML; what the list is given may be anything."""
    for payload in PAYLOADS[part::8]:
        for whole in (payload.text, f"<p>{payload.text}</p>", f'<a href="{payload.text}">x</a>', f"<td>{payload.text}"):
            assert dangers(html_policy.clean(whole)) == [], payload


@pytest.mark.sample(4)
@pytest.mark.parametrize("part", range(8))
def test_the_pipeline_leaves_nothing_of_any(part: int) -> None:
    """In a story and in a comment, at the top, in a quotation, a list, a table cell and a note."""
    for source in BODIES[part::8]:
        for whole in (source, f"> {source}", f"- {source}", f"| a |\n|---|\n| {source} |", f"x[^n]\n\n[^n]: {source}"):
            for raw_html in (True, False):
                document = rendered(whole, raw_html=raw_html)
                assert dangers(document.html) == [], whole
                assert document.problems or foreign_pictures(document.html) == [], whole


def test_markup_that_a_browser_would_run_stops_the_build() -> None:
    refused = [source for source in BODIES if active(convert(source, "a.md", 1, raw_html=True)[0])]
    assert len(refused) > 200
    for source in refused:
        assert [problem for problem in rendered(source).problems if problem.rule in _RULES and problem.is_error], source


def test_a_build_refuses_them_and_names_each_file(site: Project) -> None:
    refused = [source for source in BODIES if any(problem.is_error for problem in rendered(source).problems)]
    assert len(refused) > 300
    for number, source in enumerate(refused):
        words = f"---\ntitle: T {number}\nsummary: S.\ndate: 2026-05-04\n---\n\n{source}\n"
        site.story(f"world/2026/attack-{number}", words)
    outcome = site.build()
    assert not outcome.ok
    told = {problem.path for problem in outcome.problems if problem.is_error}
    assert told == {f"content/articles/world/2026/attack-{number}.md" for number in range(len(refused))}
    assert not site.output.exists()


@pytest.mark.parametrize("words", FIELDS)
def test_words_of_a_field_are_words(words: str) -> None:
    assert dangers(str(inline.markup(words, "en"))) == []
    assert "<" not in str(inline.markup(words, "en"))


def _read(model: type[Record], **fields: str) -> tuple[Record | None, list[Problem]]:
    return schema.read(model, fields, "x", lambda _place: (1, 1), BRISBANE)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_runs_is_refused_wherever_one_is_asked_for(address: str) -> None:
    """Or is none: what merely looks like one leads to a page of the site that is not there."""
    helpline = {"id": "a", "name": "A", "phone": "000", "hours": "x", "serves": "y", "checked": "2026-05-04"}
    found = [
        getattr(_read(CommentFields, name="x", date="2026-05-04", website=address)[0], "website", ""),
        getattr(_read(LinkField, label="x", href=address)[0], "href", ""),
        getattr(_read(HelplineField, **helpline, web=address)[0], "web", ""),
        *(profile.href for kind in ("website", "rss", "mastodon", "youtube", "email")
          for profile in profiles([(kind, address, "", ())], "x", lambda _place: (1, 1))[0]),
    ]  # fmt: skip
    assert {scheme(href) for href in found} <= {"", "http", "https", "mailto"}
    assert found[0] == ""


@pytest.mark.sample(25)
@pytest.mark.parametrize(
    "name",
    ["<img src=x onerror=alert(1)>", '" onload="alert(1)', "javascript:alert(1)", "..", "a b", "A", "ａ", "a\u202eb",
     "a\n", "con.", "-a", "a\\b", "a%2fb", "ä"],
)  # fmt: skip
@pytest.mark.parametrize("folder", ["articles/world/2026", "authors", "pages", "comments/world/2026/first-light"])
def test_a_file_whose_name_is_an_attack_is_refused(site: Project, folder: str, name: str) -> None:
    heads = {"authors": "name: X\nbio: Y", "pages": "title: X\nsummary: Y", "comments": "name: X\ndate: 2026-05-05"}
    head = heads.get(folder.partition("/")[0], "title: X\nsummary: Y\ndate: 2026-05-05")
    site.write(f"{folder}/{name}.md", f"---\n{head}\n---\n\nWords.\n")
    problems = site.build(check_only=True).problems
    # Names that begin with a dot are passed over, as editors leave them.
    assert [problem.rule for problem in problems] == ([] if name == ".." else ["file-name"])
