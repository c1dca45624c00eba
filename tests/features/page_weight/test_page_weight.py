"""Budgets that are fair: a writer answers for the story's own text, and for nothing else."""

from __future__ import annotations

import random
import re

import brotli
import pytest

from newsroom.commands.build import page_weight
from newsroom.commands.console import OperationError
from newsroom.commands.publish import gates
from newsroom.core.precompression import LONG_LIVED, PAGES, brotli_size
from newsroom.features.page_weight.model import Budgets, StoryText, budgets, is_within, story_problem
from newsroom.publishing.difference import Difference
from newsroom.site import font_cutting
from newsroom.site.headline_font import CUTS, characters
from tests.building import Project, problem_lines
from tests.read_context import rendered
from tests.reuse import FAMILY

#: Two sentences in each; the titles hold what their languages write.
HEADLINES = {
    "en-AU": "Readers in Brisbane count every vote",
    "mi": "Takatāpui Māori voices meet in Rotorua",
    "sm": "Faʻafafine ma faʻatama i Sāmoa",
    "vi": "Những người đàn ông chuyển giới ở Đà Nẵng",
    "pl": "Głosy osób queerowych w Łodzi",
    "cs": "Příběhy z Prahy: žluťoučký kůň úpěl ďábelské ódy",
    "fr": "À Lyon, les élèves fêtent la fierté là où ça brûle",
    "tr": "Onur Yürüyüşü için İstanbul’dan ışık ve güç",
    "ro": "Știri și povești din București",
    "lt": "Vaivorykštė virš Vilniaus: mūsų teisės, jų žodžiai",
    "ru": "Голоса квир-людей в Брисбене",
    "uk": "Голоси Києва: її їжа, ґанок і Євген",
    "ar": "أصوات من بريزبن",
}


def story(title: str, lang: str, words: str = "Two sentences. No more.", head: str = "") -> str:
    return (
        f"---\ntitle: {title}\nsummary: {title}.\ndate: 2026-05-06\nlang: {lang}\nauthors: [robin-vale]\n{head}---\n\n"
        f"{words}\n"
    )


def long_read(words: int, seed: int = 7) -> str:
    """Return a text of so many different words, in paragraphs."""
    chance = random.Random(seed)  # noqa: S311  nothing is secret here
    letters = "etaoinshrdlucmfwypvbgk"
    made = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(words)]
    return "\n\n".join(" ".join(made[at : at + 80]) for at in range(0, words, 80))


def lines_of_rule(outcome: object, rule: str = "story-weight") -> list[str]:
    return [line for line in problem_lines(outcome) if f": {rule}: " in line]  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ what a language costs


def test_no_language_makes_a_story_too_heavy(site: Project) -> None:
    """Nor a story that lists one in Read next: its title stands there in the headline font."""
    for lang, title in HEADLINES.items():
        site.story(f"world/2026/in-{lang.lower()}", story(title, lang))
        site.story(f"world/2026/about-{lang.lower()}", story(f"On {title}", "en-AU"))
    outcome = site.build()
    assert lines_of_rule(outcome) == lines_of_rule(outcome, "theme-weight") == []
    assert page_weight.problems(site.output) == []
    assert page_weight.faults(site.output, ["mi/world/2026/05/in-mi/index.html"]) == []
    weights = {weight.address: weight.parts for weight in page_weight.stories(site.output)}
    fonts = {
        lang: weights[f"/{lang}/world/2026/05/in-{lang}/"]["fonts"].brotli for lang in HEADLINES if lang != "en-AU"
    }
    # Of the Pacific and of western Europe all is in the font that every page loads.
    assert {lang for lang, size in fonts.items() if not size} == {"mi", "sm", "fr", "ar"}
    assert max(fonts["vi"], fonts["pl"], fonts["cs"], fonts["tr"], fonts["ro"]) < 8_000
    assert fonts["ru"] < 14_000


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("āēīōū ĀĒĪŌŪ Takatāpui faʻafafine Hawaiʻi Tokelauʼ", []),
        ("àâäçéèêëîïôöùûüÿ ñáíóú ãõ ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜ ÑÁÍÓÚ ¿¡ åÅ", []),
        ("ăâđêôơưĂÂĐÊÔƠƯ áàảãạ ếềểễệ ốồổỗộ ứừửữự íìỉĩị ýỳỷỹỵ ũŨ", ["display-vietnamese"]),
        ("ąćęłńóśźż ĄĆĘŁŃÓŚŹŻ", ["display-latin-central"]),
        ("áčďéěíňóřšťúůýž ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ", ["display-latin-central"]),
        ("čćđšž ČĆĐŠŽ äľĺôŕ áéíóöőúüű", ["display-latin-central"]),
        ("çğıöşü ÇĞİÖŞÜ ə", ["display-latin-south-east"]),
        ("ăâîșț ĂÂÎȘȚ", ["display-latin-south-east"]),
        ("æøå ÆØÅ œŒ ß ðþ", ["display-latin-western"]),
        ("абвгдеёжз АБВ", ["display-cyrillic"]),
    ],
)
def test_a_language_needs_one_range_besides_the_first_at_most(words: str, names: list[str]) -> None:
    needed = [
        cut.name for cut in CUTS[1:] if not cut.italic and set(words) & {chr(code) for code in characters(cut.ranges)}
    ]
    assert needed == names
    known = {chr(code) for cut in CUTS if not cut.italic for code in characters(cut.ranges)}
    assert set(words) <= known


def test_every_file_of_the_font_is_within_its_budget(site: Project) -> None:
    assert lines_of_rule(site.build(), "theme-weight") == []
    sizes = {cut.name: (site.output / "theme/fonts" / font_cutting.name(cut, FAMILY)).stat().st_size for cut in CUTS}
    assert max(sizes.values()) <= Budgets().font
    assert sizes["display-vietnamese"] < 8_000
    assert sizes["display-latin-central"] < 8_000


# ------------------------------------------------------------------------------------------------ what a writer can do


@pytest.mark.sample(1)
@pytest.mark.parametrize("check_only", [True, False])
def test_check_and_build_tell_of_a_story_that_is_too_heavy(site: Project, check_only: bool) -> None:
    site.story("world/2026/long", story("Long", "en-AU", long_read(9_000)))
    site.story("world/2026/draft", story("Draft", "en-AU", long_read(9_000, 8), "status: draft\n"))
    site.story("world/2026/short", story("Short", "en-AU", long_read(2_000)))
    outcome = site.build(check_only=check_only)
    [draft, long] = lines_of_rule(outcome)
    assert long.startswith("content/articles/world/2026/long.md: story-weight: the story's own text comes to ")
    assert "and may have 27.5 KB; it has 9,000 words; part it in two" in long
    assert draft.endswith("(a draft: it stops nothing)")
    [problem] = [found for found in outcome.problems if found.is_warning]
    assert problem.path.endswith("long.md")
    # A build that has read it before says so again, and an editor may let it pass.
    assert lines_of_rule(site.build(check_only=check_only)) == [draft, long]
    waived = "waive:\n  story-weight: the whole judgment has to stand there\n"
    site.story("world/2026/long", story("Long", "en-AU", long_read(9_000), waived))
    assert lines_of_rule(site.build(check_only=check_only)) == [draft]


def test_budgets_are_settings(site: Project) -> None:
    site.setting('PAGE_BUDGETS = {"story": 100, "theme": 1_000, "scripts": 1_000}')
    site.story("world/2026/some", story("Some", "en-AU", long_read(100)))
    outcome = site.build(check_only=True)
    assert [line.split(": ")[0] for line in lines_of_rule(outcome)] == ["content/articles/world/2026/some.md"]
    theme, scripts = sorted(lines_of_rule(outcome, "theme-weight"), reverse=True)
    assert theme.startswith("theme: theme-weight: what the theme adds to every story (styles, scripts, icons, the font")
    assert 'raise "theme" of PAGE_BUDGETS in pelicanconf.py; no story is at fault' in theme
    assert "the scripts come to" in scripts


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ('{"storey": 9}', 'there is no budget "storey"'),
        ('{"story": 0}', '"story" is no number of bytes'),
        ('{"story": "25 KB"}', '"story" is no number of bytes'),
        ('{"font": True}', '"font" is no number of bytes'),
        ("25_000", "it is no table of names and bytes"),
        ("None", "it is no table of names and bytes"),
    ],
)
def test_a_budget_that_is_none_is_told_of(site: Project, raw: str, message: str) -> None:
    site.setting(f"PAGE_BUDGETS = {raw}")
    [line] = [line for line in problem_lines(site.build(check_only=True)) if "PAGE_BUDGETS" in line]
    assert line.startswith(f"pelicanconf.py: setting-value: PAGE_BUDGETS: {message}; write ")


def test_the_message_names_the_largest_part() -> None:
    chance = random.Random(3)  # noqa: S311  nothing is secret here
    cells = "".join(f"<td>{chance.randrange(10_000)}</td>" for _ in range(2_000))
    pictures = "".join(f'<picture><img src="/{chance.getrandbits(90):x}.jpg" alt="{n}"></picture>' for n in range(90))
    long = long_read(1_500)
    for html, of_pictures, fix in (
        (cells, 0, "link to the table as a file"), (pictures, 90, "show fewer pictures"), (long, 2, "part it in two"),
    ):  # fmt: skip
        found = story_problem(StoryText("a.md", 1_500, of_pictures, ("youtube",), html), 1_000)
        assert found is not None
        assert found.fix.startswith(fix)
        assert "players (youtube)" in found.message
        assert story_problem(StoryText("a.md", 1_500, of_pictures, (), html), 100_000) is None


def test_weight_of_comments_and_other_titles_is_not_counted(site: Project) -> None:
    """Readers' comments, and titles of other stories."""
    for number in range(10):
        site.write(
            f"comments/world/2026/first-light/{number}.md",
            f"---\nname: Sam\ndate: 2026-05-05\n---\n\n{long_read(2_500, number)}\n",
        )
    outcome = site.build()
    assert lines_of_rule(outcome) == []
    assert page_weight.problems(site.output) == []
    heavy = {weight.address: weight.parts for weight in page_weight.stories(site.output)}["/world/2026/05/first-light/"]
    assert heavy["around"].brotli > Budgets().theme


def test_a_long_text_weighs_what_its_html_comes_to_when_it_is_sent() -> None:
    for words in (2_000, 5_000):
        text = rendered(long_read(words))
        assert text.weight == len(brotli.compress(text.html.encode(), quality=PAGES.brotli))


def test_no_text_weighs_less_than_what_is_sent() -> None:
    for words in (1, 50, 700, 1_500):
        text = rendered(long_read(words))
        assert text.weight >= len(brotli.compress(text.html.encode(), quality=PAGES.brotli))


def test_files_of_the_theme_are_within_a_budget_to_the_byte() -> None:
    raws = [long_read(300).encode(), b"x" * 900]
    size = sum(brotli_size(raw, LONG_LIVED) for raw in raws)
    assert is_within(raws, size)
    assert not is_within(raws, size - 1)


def test_the_gate_blames_the_theme_and_no_story(site: Project) -> None:
    site.story("world/2026/long", story("Long", "en-AU", long_read(9_000)))
    assert lines_of_rule(site.build())
    pages = ["world/2026/05/long/index.html"]
    change = Difference(added=tuple(pages), changed=(), removed=())
    gates.check_theme_weight(site.output, change, Budgets())
    with pytest.raises(OperationError, match="too heavy: what the theme adds to every story"):
        gates.check_theme_weight(site.output, change, Budgets(theme=20_000))
    with pytest.raises(OperationError, match="the font display-latin comes to"):
        gates.check_theme_weight(site.output, change, Budgets(font=15_000))


def test_budgets_that_are_not_given_are_the_usual_ones() -> None:
    assert budgets({}) == (Budgets(), [])
    assert budgets({"story": 9}) == (Budgets(story=9), [])


def test_a_page_asks_at_once_for_the_fonts_of_its_headline(site: Project) -> None:
    """Or letters of a word would stand in another font, since what comes late waits for the next page (ADR 20)."""
    for lang in ("en-AU", "mi", "vi", "cs", "uk"):
        site.story(f"world/2026/in-{lang.lower()}", story(HEADLINES[lang], lang))
    site.write("authors/robin-vale.md", "---\nname: Nguyễn Robin\nstatus: staff\nbio: Writes.\n---\n\nWords.\n")
    site.build()

    def asked(address: str) -> list[str]:
        return re.findall(r'<link rel="preload" href="/theme/fonts/([a-z-]+)\.', site.page(address))

    assert asked("/world/2026/05/in-en-au/") == asked("/mi/world/2026/05/in-mi/") == ["display-latin"]
    assert asked("/vi/world/2026/05/in-vi/") == ["display-vietnamese", "display-latin"]
    assert asked("/author/robin-vale/") == ["display-latin", "display-vietnamese"]
    assert asked("/cs/world/2026/05/in-cs/") == ["display-latin-central", "display-latin"]
    assert asked("/uk/world/2026/05/in-uk/") == ["display-cyrillic", "display-cyrillic-rest", "display-latin"]
