"""Prose: quotations, headings, tables and notes as a magazine sets them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.engine.theme import SOFTWARE
from tests.read_context import lines_and_rules, rendered


def html(markdown: str) -> str:
    return re.sub(r"\s+", " ", rendered(markdown).html.replace("&nbsp;", " ")).replace("> <", "><")


@pytest.mark.parametrize("dash", ["—", "–", "--"])
@pytest.mark.parametrize("between", ["\n> ", "\n>\n> "])
def test_the_last_line_of_a_quotation_says_whose_words_they_are(dash: str, between: str) -> None:
    """On a line of its own, with or without an empty one before it."""
    markup = html(f"> One.\n>\n> Two.{between}{dash} Robin Vale, 2026")
    assert markup == "<blockquote><p>One.</p><p>Two.</p><footer>Robin Vale, 2026</footer></blockquote>"


@pytest.mark.parametrize("source", ["> — a dash begins it", "> One.\n>\n> Two — and more.", "> One — two\n> three"])
def test_a_dash_in_a_quotation_is_a_dash(source: str) -> None:
    assert "<footer>" not in html(source)
    assert "—" in html(source)


def test_two_signs_make_a_pull_quote() -> None:
    assert html(">> The words.") == '<aside class="pull-quote"><p>The words.</p></aside>'
    assert (
        html(">> The words.\n>> — Robin") == '<aside class="pull-quote"><p>The words.</p><footer>Robin</footer></aside>'
    )


def test_a_quotation_within_a_quotation_is_no_pull_quote() -> None:
    markup = html("> One.\n>\n> > Two.\n")
    assert "pull-quote" not in markup
    assert markup.count("<blockquote>") == 2


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from(["Law", "Main", "Comments", "Share title", "Reply to it", "…"]))
    )
)
def test_headings_have_the_rank_of_their_signs_and_ids_of_their_own(given_: list[tuple[int, str]]) -> None:
    document = rendered("\n\n".join(f"{'#' * depth} {words}" for depth, words in given_))
    levels = [int(level) for level in re.findall(r"<h([1-6])", document.html)]
    ids = re.findall(r'<h[1-6] id="([^"]+)"', document.html)
    assert len(levels) == len(ids) == len(set(ids)) == len(given_)
    depths = [depth for depth, _ in given_]
    ranks = {depth: min(rank, 6) for rank, depth in enumerate(sorted(set(depths)), 2)}
    assert levels == [ranks[depth] for depth in depths]
    wrong = [problem.line for problem in document.problems if problem.rule == "heading-order"]
    if all(2 <= depth <= before + 1 for before, depth in zip([1, *depths], depths, strict=False)):
        assert wrong == []
    assert all((line - 1) % 2 == 0 for line in wrong)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("The law.\n\n## One\n\n#### Two\n", [5]),
        ("# One\n\nWords.\n\n## Two\n", [1]),
        ("One\n===\n\nOne\n---\n", [1]),
        ("Law\n\n## Part\n\n#### Law\n", [5]),
        ("## One\n\n### Two\n\n## Three\n\n### Four\n", []),
        ("```\n# not a heading\n```\n\n## One\n", []),
    ],
)
def test_a_heading_on_the_wrong_level_is_a_warning_on_its_line(source: str, lines: list[int]) -> None:
    problems = rendered(source).problems
    assert lines_and_rules(problems) == [(line, "heading-order") for line in lines]
    assert not any(problem.is_error for problem in problems)


def test_no_heading_takes_an_id_of_the_page_around_it() -> None:
    """A heading whose words are an id of the theme's templates gets another id."""
    templates = (SOFTWARE / "templates").rglob("*.html")
    ids = {id_ for file in templates for id_ in re.findall(r'\bid="([a-z-]+)"', file.read_text("utf-8"))}
    assert "main" in ids
    source = "\n\n".join(f"## {id_.replace('-', ' ')}" for id_ in sorted(ids))
    made = set(re.findall(r'<h2 id="([^"]+)"', rendered(source).html))
    # A story's page holds none of those of lists, of the search and of the style guide.
    elsewhere = {"latest-title", "stories-title", "through-lists", "through-sections", "through-languages"}
    elsewhere |= {"largest-title"}
    assert made & ids <= elsewhere | {"colours", "sizes"}
    assert len(made) == len(ids)


def test_a_table_scrolls_by_itself_and_its_heads_say_what_they_head() -> None:
    markup = html("| State | Year |\n|---|---|\n| Queensland | 1990 |\n")
    box = '<div class="table-scroll" role="region" tabindex="0" aria-label="Table: State, Year"><table>'
    assert markup.startswith(box)
    assert '<th scope="col">State</th><th scope="col">Year</th>' in markup
    assert markup.endswith("</table></div>")


_SURVEY = "| State | Yes | Share | Year |\n|---|---|---|:--|\n| Victoria | 2,145,629 | 64.9% | 2017 |\n"


@pytest.mark.parametrize("figures", ["1,204", "−3.5", "12 per cent", "$40", "10:30", "7/10", "64.9%", "12 345 678"])
def test_a_column_of_figures_is_set_at_the_end(figures: str) -> None:
    markup = html(f"| State | Number |\n|---|---|\n| Victoria | {figures} |\n| Tasmania | – |\n")
    for cell in (">Number</th>", f">{figures}</td>", ">–</td>"):
        assert f'class="align-right"{cell}' in markup.replace(' scope="col"', "")
    assert ">Victoria</td>" in markup.replace('class="align-right"', "")


@pytest.mark.parametrize("words", ["1990 and 1997", "about 40", "", "–", "B12", "1990", "1800 184 527", "13 11 14"])
def test_a_column_of_words_stays_at_the_beginning(words: str) -> None:
    assert "align-right" not in html(f"| State | Note |\n|---|---|\n| 1990 | {words} |\n| 1997 | {words} |\n")


def test_an_alignment_that_the_writer_chose_stays() -> None:
    markup = html(_SURVEY)
    assert '<td class="align-left">2017</td>' in markup
    assert markup.count("align-right") == 4, "both columns of figures, with their heads"


@pytest.mark.parametrize("first", ["Total", "Totals", "total of all states", "**All of Australia**"])
def test_a_row_of_totals_is_marked(first: str) -> None:
    markup = html(f"{_SURVEY}| {first} | 7,817,247 | 61.6% | 2017 |\n")
    assert markup.count('<tr class="total">') == 1
    assert markup.index("Victoria") < markup.index('<tr class="total">')


@pytest.mark.parametrize("first", ["Subtotal", "**All** of Australia", "", "In total"])
def test_other_rows_are_no_totals(first: str) -> None:
    assert 'class="total"' not in html(f"{_SURVEY}| {first} | 7,817,247 | 61.6% | 2017 |\n")


def test_a_head_in_a_row_heads_the_row() -> None:
    markup = html("<table><tr><th>Queensland</th><td>1990</td></tr></table>")
    assert '<th scope="row">Queensland</th>' in markup
    assert 'aria-label="Table"' in markup


def test_notes_are_a_section_with_names_for_those_who_hear_the_page() -> None:
    markup = html("One[^a] and two[^b].\n\n[^a]: The *first*.\n[^b]: The second.\n")
    assert '<section class="notes" aria-label="Notes"><ol>' in markup
    assert "<hr" not in markup
    assert '<a class="footnote-ref" href="#fn:b" aria-label="Note 2">2</a>' in markup
    assert 'aria-label="Back to reference' in markup
    for target in re.findall(r'href="#([^"]+)"', markup):
        assert f'id="{target}"' in markup


@pytest.mark.parametrize("bullet", list("•●▪◦‣·"))
def test_a_bullet_sign_in_place_of_a_list_is_a_warning_on_its_line(bullet: str) -> None:
    source = f"First {bullet} words.\n\n{bullet} One thing that is long enough\n\n{bullet}Two\n"
    problems = rendered(source).problems
    assert lines_and_rules(problems) == [(3, "pasted-bullet"), (5, "pasted-bullet")]
    assert not any(problem.is_error for problem in problems)


@pytest.mark.parametrize("source", ["- One\n- Two", "```\n• code\n```", "A • between", "•"])
def test_other_lines_are_no_pasted_list(source: str) -> None:
    assert rendered(source).problems == ()


@pytest.mark.parametrize("name", ["— [Robin](https://example.org/)", "– Robin, *in* [a letter](https://example.org/)"])
def test_the_source_of_a_quotation_may_be_a_link(name: str) -> None:
    markup = html(f"> It rained, *all*\n> day.\n> {name}")
    assert re.fullmatch(
        r"<blockquote><p>It rained, <em>all</em> day\.</p><footer>(?!—|–).*<a href=\"https://example.org/\".*</a></footer>"
        r"</blockquote>",
        markup,
    )


def test_notes_are_numbered_as_readers_meet_them_and_named_by_number() -> None:
    made = rendered("One[^b] two[^a].\n\n## Three[^c]\n\n[^a]: A.\n[^b]: B.\n[^c]: C.\n").html.replace("&nbsp;", " ")
    assert re.findall(r'aria-label="(Note \d)">(\d)</a>', made) == [("Note 1", "1"), ("Note 2", "2"), ("Note 3", "3")]
    assert re.findall(r"<p>([ABC])\. .*?aria-label=\"(Back to reference \d)\"", made) == [
        ("B", "Back to reference 1"), ("A", "Back to reference 2"), ("C", "Back to reference 3"),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Three[^c]", "Three [^c]", "[^c]Three", "*Three*[^c]"])
def test_a_note_in_a_heading_does_not_change_its_id(heading: str) -> None:
    assert '<h2 id="three">' in rendered(f"## {heading}\n\nWords.\n\n[^c]: C.\n").html
