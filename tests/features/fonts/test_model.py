"""The headline font: its ranges, its stand-ins, and what headlines may hold."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from newsroom.core.code_digest import statements
from newsroom.engine.theme import SOFTWARE
from newsroom.features.fonts import checks
from newsroom.site import font_cutting
from newsroom.site.headline_font import CUTS, STAND_INS, characters, faces, family, font_files, lacking, with_families
from tests.building import Project, problem_lines
from tests.reuse import FAMILY

LATIN = CUTS[0]


def test_the_font_has_every_character_of_the_declared_ranges() -> None:
    for cut in CUTS:
        has = set(TTFont(font_cutting.source(italic=cut.italic), lazy=True).getBestCmap())
        assert [f"U+{code:04X}" for code in characters(cut.ranges) if code not in has] == [], cut.name


def test_no_character_is_in_two_files_of_one_style() -> None:
    upright = [code for cut in CUTS if not cut.italic for code in characters(cut.ranges)]
    assert len(upright) == len(set(upright))


@pytest.mark.audit
@pytest.mark.usefixtures("bytes_made_anew")
def test_a_cut_font_has_its_range_and_weights_the_same_each_time() -> None:
    raw = font_cutting.make(LATIN, "Harbour Display")
    assert raw == font_cutting.make(LATIN, "Harbour Display")
    assert len(raw) < 20_000
    font = TTFont(io.BytesIO(raw))
    assert set(font.getBestCmap()) == set(characters(LATIN.ranges))
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 900)]
    names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == "Harbour Display"
    assert names[6] == "HarbourDisplay"
    assert "Source" not in names[4] + names[6]
    assert "SIL Open Font License" in names[13]


def test_stand_ins_have_the_measure_of_the_font() -> None:
    """Scaled as the stylesheet says, each is as wide as the font, and its lines are as high."""
    measure = font_cutting.measure()
    made = faces(dict.fromkeys((cut.name for cut in CUTS), "/f.woff2"), measure, "Harbour")
    for font in STAND_INS:
        rules = re.findall(rf'font-family: "Harbour {font.name}";.*?\}}', made, re.DOTALL)
        for rule, theirs, ours in zip(
            rules, (font.width, font.bold_width), (measure.width, measure.bold_width), strict=True
        ):
            size, up, down = (float(number) / 100 for number in re.findall(r": ([\d.]+)%", rule)[:3])
            assert theirs * size == pytest.approx(ours, rel=0.002)
            assert up * size == pytest.approx(measure.ascent, rel=0.002)
            assert down * size == pytest.approx(measure.descent, rel=0.005)


def test_the_statements_that_cut_fonts_are_those_of_the_revision() -> None:
    """After a change: where letters come out otherwise, the revision takes this digest, and all addresses change."""
    now = hashlib.sha256(statements(Path(font_cutting.__file__).read_text("utf-8")).encode()).hexdigest()
    assert now == "3328556b586f6cbaa227ac3fce64cb530d3a098b8b731e49fd61bc1ab430f186"


def test_the_stylesheet_asks_for_the_font_and_then_for_its_stand_ins() -> None:
    tokens = with_families((SOFTWARE / "styles/tokens.css").read_text("utf-8"), "Harbour")
    asked = re.findall(r'"([^"]+)"', re.findall(r"--serif:\s+([^;]+);", tokens)[0])
    # Between them stand those for Arabic, which the font has not.
    assert [name for name in asked if name.startswith("Harbour ")] == [
        "Harbour Display",
        *(f"Harbour {font.name}" for font in STAND_INS),
    ]


@pytest.mark.parametrize(
    ("short_name", "named"),
    [
        ("Harbour", "Harbour Display"),
        ('A"}b;\\', "A b Display"),
        ("", "Magazine Display"),
        ("Ō 5", "Ō 5 Display"),
    ],
)
def test_the_font_is_called_by_the_short_name_of_the_magazine(short_name: str, named: str) -> None:
    assert family(short_name) == named


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Café society “says” no – 50°", ""),
        ("Nguyễn, Dvořák, Çelik, Māori, faʻafafine", ""),
        ("Первый свет, № 2", ""),
        ("الخوف المبرر، ثم", ""),
        ("A rainbow 🏳️‍🌈 at 東京", ""),
        ("Ḥasan’s Ꙗ", "ḤꙖ"),
        ("Why‽ Because", "‽"),
    ],
)
def test_headlines_use_what_the_font_has(words: str, found: str) -> None:
    """Signs that it is not for (emoji, Arabic, Chinese) are set in fonts of the reader's device."""
    assert lacking([words]) == "".join(sorted(found))


def test_a_heading_is_named_by_its_line() -> None:
    [problem] = checks.of_headings("Words Ḥ.\n\n## Ḥasan\n", "a.md", 8)
    assert (problem.line, problem.rule) == (10, "font-glyph")
    assert "Ḥ (U+1E24)" in problem.message


def test_a_sign_that_the_font_lacks_is_named_where_it_stands(site: Project) -> None:
    site.story("world/2026/first-light", title="Ḥasan goes home")
    site.write("pages/about.md", "---\ntitle: About Ḥasan\nsummary: Who we are.\n---\n\nA magazine.\n")
    found = [line for line in problem_lines(site.build()) if "font-glyph" in line]
    assert [line.split(": ")[0] for line in found] == [
        "content/articles/world/2026/first-light.md:2",
        "content/pages/about.md:2",
    ]


def test_fonts_are_cut_once_and_kept(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build makes the files that pages name, and one that finds them kept makes none."""
    # Other tests find them there.
    shutil.rmtree(site.root / ".cache")
    asked: list[str] = []
    monkeypatch.setattr(font_cutting, "make", lambda cut, _: asked.append(cut.name) or cut.name.encode())
    assert problem_lines(site.build()) == []
    names = {cut.name for cut in CUTS}
    assert set(asked) == names
    assert {path.removeprefix("theme/fonts/").split(".")[0] for path in site.tree() if path.endswith("woff2")} == names
    assert f'<link rel="preload" href="/theme/fonts/{font_cutting.name(LATIN, FAMILY)}"' in site.page("/")
    for path in site.output.rglob("*.woff2"):
        path.unlink()
    assert problem_lines(site.build()) == []
    assert len(asked) == len(names)
    assert (site.output / "theme/fonts" / font_cutting.name(LATIN, FAMILY)).read_bytes() == LATIN.name.encode()


@pytest.mark.parametrize(
    ("words", "lang", "files"),
    [
        ("Words", "en-AU", ["display-latin"]),
        ("Ærø and a €", "en-AU", ["display-latin", "display-latin-western", "display-signs"]),
        ("Слова", "ru", ["display-cyrillic", "display-latin"]),
        ("BBC", "ru", ["display-cyrillic", "display-latin"]),
        ("Слова", "en-AU", ["display-latin", "display-cyrillic"]),
        ("Мова", "uk-UA", ["display-cyrillic", "display-cyrillic-rest", "display-latin"]),
        ("كلمات", "ar", ["display-latin"]),
    ],
)
def test_a_page_asks_first_for_the_letters_of_its_language(words: str, lang: str, files: list[str]) -> None:
    assert list(font_files(words, lang)) == files
