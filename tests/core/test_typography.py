"""Typography: what a typesetter makes of the signs of a keyboard, whatever tags stand between them."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.core import inline, text, tree, typesetting, typography
from tests.building import MAGAZINE_FOLDER
from tests.read_context import HEAD, read_story, rendered

_SIGNS = ("'", '"', "--", "---", "...", ". . .", "\\", "'80s", "3", "(", ".", " ", "\n", "word", "«", "-x", "www.a.b/c")
_TAGS = (
    "<em>", "</em>", "<h2>", "</h2>", "</li>", "<code>", "</code>", "<p>", "</p>", "<br>", "</a>", '<a href="/">',
    '<span lang="fr">', '<span lang="fi">', "</span>", '<img alt="\'x\'">',
)  # fmt: skip
_WORDS = st.lists(st.sampled_from(_SIGNS), max_size=40).map("".join)
_MARKUP = st.lists(st.sampled_from([*_SIGNS, *_TAGS]), max_size=40).map("".join)
_LANGS = st.sampled_from(["en-AU", "de", "fr-CA", "ru", "fi"])
_STORIES = sorted((MAGAZINE_FOLDER / "content").rglob("*.md"))


def _html(markdown: str, lang: str = "en-AU") -> str:
    """Return a story's text in a language, with plain blanks for those that do not break."""
    made, _ = read_story(HEAD.replace("date:", f"lang: {lang}\ndate:") + markdown)
    assert made is not None
    return made.text.html.replace("&nbsp;", " ")


def _words(markdown: str, lang: str = "en-AU") -> str:
    shown = html.unescape(re.sub(r"<[^>]+>", "", _html(markdown, lang)))
    return re.sub("[^\\S\u202f]+", " ", shown).strip()


# ------------------------------------------------------------------------------------------------------------ English


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("It's \"plain\", isn't it?", "It’s “plain”, isn’t it?"),
        ("'Single' quotes, \"'nested' ones\"", "‘Single’ quotes, “‘nested’ ones”"),
        ("'The \"other\" way' and \"the 'one'\"", "‘The “other” way’ and “the ‘one’”"),
        ("the '90s, '68 and the class of '05", "the ’90s, ’68 and the class of ’05"),
        ("the 1990's and the 1990s' music", "the 1990’s and the 1990s’ music"),
        ("'Tis, 'Twas, give 'em, 'til, 'cause, 'bout", "’Tis, ’Twas, give ’em, ’til, ’cause, ’bout"),
        ("rock 'n' roll, salt 'n' pepper", "rock ’n’ roll, salt ’n’ pepper"),
        ("fish 'n chips, rock'n'roll", "fish ’n chips, rock’n’roll"),
        ("\"'Tis a pity,\" he said; 'ard times", "“’Tis a pity,” he said; ’ard times"),
        ("the boys' club, O'Brien's, y'all'd've", "the boys’ club, O’Brien’s, y’all’d’ve"),
        ("he said—\"no\"—and–'yes'–and -- \"perhaps\"", "he said—“no”—and–‘yes’–and – “perhaps”"),
        ("\"[A] word\", (\"another\"), [\"a third\"], \"a\"/\"b\"", "“[A] word”, (“another”), [“a third”], “a”/“b”"),
        ("pre-\"war\" and \"post\"-war; \"Stop,\"she said", "pre-“war” and “post”-war; “Stop,”she said"),
        ("\"...and then\" -- 'well...'", "“…and then” – ‘well…’"),
        ("‘typed’ and “typed” stay", "‘typed’ and “typed” stay"),
    ],
)  # fmt: skip
def test_quotation_marks_and_apostrophes_of_english(typed: str, made: str) -> None:
    assert typography.typeset(typed, "en-AU") == made
    assert _words(typed) == made


@pytest.mark.parametrize(
    "measure",
    [
        "5'10\"",
        "6' 2\"",
        "5'10",
        '12"',
        '12"×18"',
        "27°28'12\"S",
        "a 6' fence",
        '7½"',
        "3'6\" gauge, 4'8½\" gauge",
        "5'10''",
        "8'x10'",
        '2"x4"',
    ],
)
def test_feet_and_inches_keep_their_marks(measure: str) -> None:
    assert typography.typeset(measure, "en") == measure
    assert (
        typography.typeset(f'"It is {measure} long," he said. "Yes."', "en")
        == f"“It is {measure} long,” he said. “Yes.”"
    )


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ('"in 1990", and "1991"', "“in 1990”, and “1991”"),
        ("\"Nineteen Eighty-Four\" and '1984'", "“Nineteen Eighty-Four” and ‘1984’"),
        ('a 12" record; "a 12" record", he said', 'a 12" record; “a 12" record”, he said'),
        ('"I am 5\'10" tall."', "“I am 5'10\" tall.”"),
    ],
)
def test_numbers_at_the_end_of_a_quotation_are_no_inches(typed: str, made: str) -> None:
    assert typography.typeset(typed, "en") == made


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("[Carol](https://example.org/)'s, *Carol*'s, **Carol**'s, `x`'s", "Carol’s, Carol’s, Carol’s, x’s"),
        ("'*x*' and \"**y**\" and '[z](https://example.org/)'", "‘x’ and “y” and ‘z’"),
        ('*\'x\'* and **"y"** and ["z"](https://example.org/)', "‘x’ and “y” and “z”"),
        ('"[A](https://example.org/) word" and "*All* of it"', "“A word” and “All of it”"),
        ("\"*'Twas*\" ***'90s*** rock *'n'* roll", "“’Twas” ’90s rock ’n’ roll"),
        ("*x*--*y* and *a* -- *b*...", "x–y and a – b…"),
        ('"`code`" and (`"code"`) and \'`--x`\'', '“code” and ("code") and ‘--x’'),
        ('"one\\\ntwo" "three  \nfour" "five\nsix"', "“one two” “three four” “five six”"),
        ('A "note", "*noted*."[^1]\n\n[^1]: It\'s "so".', "A “note”, “noted.”1 It’s “so”. ↩"),
        ('> "*First*," -- he said.\n> "Second."', "“First,” – he said. “Second.”"),
    ],
)
def test_tags_between_signs_make_no_difference(typed: str, made: str) -> None:
    assert _words(typed) == made


# -------------------------------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("lang", "typed", "made"),
    [
        ("de", "\"Das ist 'gut', sagt sie.\" Wie geht's?", "„Das ist ‚gut‘, sagt sie.“ Wie geht’s?"),
        ("de-AT", '"Das "Wort" hier"', "„Das ‚Wort‘ hier“"),
        ("de", '"[Wort](https://example.org/)" -- *"Satz"*', "„Wort“ – „Satz“"),
        ("de-CH", "\"Das ist 'gut'\"", "«Das ist ‹gut›»"),
        ("fr", "\"L'été\" et 'l'amie'", "«\u202fL’été\u202f» et «\u202fl’amie\u202f»"),
        ("fr", '"Il dit "oui" !"', "«\u202fIl dit “oui”\u202f!\u202f»"),
        ("fr-CA", "« oui » et «non» : quoi ?", "«\u202foui\u202f» et «\u202fnon\u202f» : quoi\u202f?"),
        ("fr", '"*Titre*" et *"titre"*', "«\u202fTitre\u202f» et «\u202ftitre\u202f»"),
        ("ru", "\"Он сказал 'да' и ушёл\"", "«Он сказал „да“ и ушёл»"),
        ("ru", '«Роман "Мать"»', "«Роман „Мать“»"),
        ("fr", '« dit "oui" » et "non"', "«\u202fdit “oui”\u202f» et «\u202fnon\u202f»"),
        ("ru", '"Театр "Глобус"" и д\'Артаньян', "«Театр „Глобус“» и д’Артаньян"),
        ("ru", '"[Слово](https://example.org/)" -- это *"слово"*', "«Слово» – это «слово»"),
        ("fi", "\"Sana\" ja 'sana' -- näin...", "\"Sana\" ja 'sana' – näin…"),
        ("it", "l'amore \"x\"", "l'amore \"x\""),
        ("ar", '"كلمة" -- كلمة', '"كلمة" – كلمة'),
    ],
)  # fmt: skip
def test_each_language_has_its_own_marks(lang: str, typed: str, made: str) -> None:
    assert _words(typed, lang) == made
    plain = re.sub(r"\[(.*?)\]\(.*?\)|\*", lambda match: match[1] or "", typed)
    assert typography.typeset(plain, lang).replace("\xa0", " ") == made


def test_a_part_in_another_language_has_the_marks_of_that() -> None:
    made = _html('He said <span lang="de">"Wort"</span> and <span lang="fi">"sana"</span>, "so".')
    assert '<span lang="de">„Wort“</span>' in made
    assert '<span lang="fi">"sana"</span>, “so”.' in made


# ------------------------------------------------------------------------------------------------- dashes, commands


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("one -- two", "one – two"),
        ("one --- two", "one — two"),
        ("one--two, one---two", "one–two, one—two"),
        ("1990--1995, pp. 10--12", "1990–1995, pp. 10–12"),
        ("\"No--\" she said. Well-- yes", "“No–” she said. Well– yes"),
        ("he said \"yes\"--\"no\" -- (perhaps)", "he said “yes”–“no” – (perhaps)"),
        ("$5--$10, 5%--10%, A--Z, U.S.--China", "$5–$10, 5%–10%, A–Z, U.S.–China"),
        ("wait--what?--no; the he/she--they", "wait–what?–no; the he/she–they"),
        ("one --\ntwo", "one –\ntwo"),
    ],
)  # fmt: skip
def test_two_hyphens_are_an_en_dash_and_three_an_em_dash(typed: str, made: str) -> None:
    assert typography.typeset(typed, "en") == made
    assert _words(typed) == " ".join(made.split())


@pytest.mark.parametrize(
    "typed",
    [
        "Write --option or --other=value, -x (--help), never --.",
        "ls --all; grep -v x -- file",
        "Run git checkout -- index.html now",
        "Then npm run build -- --watch",
        "see https://example.org/a--b...c and www.example.org/x--y",
        "content/my--file.txt, my--file.txt, ./a--b, __a--b",
        "for (i = 9; i--; )",
        "----- and ---- and <!-- and --> stay",
        "sudo systemctl restart -- nginx",
    ],
)
def test_options_commands_paths_and_addresses_have_no_dash(typed: str) -> None:
    assert not re.search("[–—]", typography.typeset(typed, "en"))


# -------------------------------------------------------------------------------------------------------- backslashes


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (r"\$1,000 \<x\> \#tag \@name \~ \^ \% \/ \? \= \: \; \,", "$1,000 <x> #tag @name ~ ^ % / ? = : ; ,"),
        (r"\\\\server\\pride, 11\\.2", r"\\server\pride, 11\.2"),
        (r"\"straight\" and it\'s", "\"straight\" and it's"),
        (r"a \-- b, a \-\- b, 1\--2", "a -- b, a -- b, 1--2"),
        (r"wait\.\.\. and wait\...", "wait... and wait..."),
        (r"\&copy; and &copy; and \& and &amp;", "&copy; and © and & and &"),
        (r"\a \1 \ x C:\Users stay", r"\a \1 \ x C:\Users stay"),
        ("`\\$` and `\\\"`", "\\$ and \\\""),
    ],
)  # fmt: skip
def test_a_backslash_keeps_any_sign_as_it_is_and_only_once(typed: str, made: str) -> None:
    assert _words(typed) == made


def test_an_escaped_sign_in_a_heading_stands_in_no_id() -> None:
    assert '<h2 id="a-quoted-word">A "quoted" word</h2>' in _html(r"## A \"quoted\" word")


def test_an_escaped_sign_in_the_head_of_a_table_stands_in_its_label() -> None:
    made = rendered('| \\"A\\" & B | C |\n|---|---|\n| 1 | 2 |').html
    assert 'aria-label="Table: &quot;A&quot; &amp; B, C"' in made


def test_placeholders_of_escaped_signs_cannot_be_typed() -> None:
    assert _words("A \ufdd0x\ufdd1 b") == "A x b"


# ------------------------------------------------------------------------------------------------------- last lines


@pytest.mark.parametrize(
    ("words", "together"),
    [
        ("A long enough line here", True),
        ("A long enough headline here", False),
        ("We ate the last cake", True),
        ("A headline about transphobia", False),
        ("The year of Takatāpui communities", False),
        ("The law of responsibility", False),
        ("In the Gleichstellungsbeauftragte", False),
        ("The end of MAXIMUM WOE", False),
        ("Ещё одна широкая щепка", False),
        ("И вот это дом", True),
        ("И это дом", False),
        ("The big day", False),
        ("Human rights", False),
        ("One bend of the river, from five in the morning", False),
        ("One", False),
        ("", False),
    ],
)
def test_the_last_word_keeps_its_neighbour_unless_a_telephone_would_cut_it(words: str, together: bool) -> None:
    assert ("&nbsp;" in text.line(words)) == together
    assert ("\xa0" in html.unescape(rendered(words).html)) == together
    assert ("\xa0" in html.unescape(rendered(f"## {words}").html)) == together


@given(words=st.text("ab -\n", max_size=80))
@settings(deadline=None, max_examples=100)
def test_no_unbreakable_pair_is_wide(words: str) -> None:
    made = typography.bind_last_words(words)
    assert made.replace("\xa0", " ").split() == words.split()
    assert all(len(piece) <= 11 for piece in re.split("[ \n-]", made) if "\xa0" in piece)


@pytest.mark.parametrize(
    "number",
    [
        "1800 184 527",
        "13 11 14",
        "116 123",
        "131 450",
        "+61 7 3000 0000",
        "(07) 3000 0000",
        "(07) 3000-0000",
        "0412 345 678",
        "1800 55 1800",
    ],
)
def test_a_telephone_number_stays_on_one_line(number: str) -> None:
    bound = number.replace(" ", "\xa0")
    assert typography.typeset(f"Ring {number}, or write.", "en") == f"Ring {bound}, or write."
    assert typography.bind_numbers(f"{number} and 2 more") == f"{bound} and 2 more"


@pytest.mark.parametrize("words", ["at 9 10 people", "in 7 of 10", "10.30 4 May", "12 34", "3 4 5 6 7 8", "12,400 300"])
def test_other_figures_stay_apart(words: str) -> None:
    assert typography.typeset(words, "en") == words == typography.bind_numbers(words)


# --------------------------------------------------------------------------------------------------- the law of it


@given(words=_WORDS, lang=_LANGS)
@settings(deadline=None, max_examples=150)
def test_signs_change_and_words_do_not(words: str, lang: str) -> None:
    def letters(value: str) -> str:
        return "".join(re.sub("[^\\w<]", "", typography.as_typed(value)).split())

    assert letters(typography.typeset(words, lang)) == letters(words)


@given(markup=_MARKUP, lang=_LANGS)
@settings(deadline=None, max_examples=150)
def test_a_text_is_set_as_its_words_are(markup: str, lang: str) -> None:
    """A tree is set as its words are, whatever tags stand between them; code stays."""
    body = tree.parse(f"<p>{markup}</p>")
    before = tree.parse(f"<p>{markup}</p>")
    typesetting.typeset_tree(body, lang)
    assert [element.tag for element in body.iter()] == [element.tag for element in before.iter()]
    for one, other in zip(body.iter("code"), before.iter("code"), strict=True):
        assert "".join(map(str, one.itertext())) == "".join(map(str, other.itertext()))


@given(words=_WORDS, lang=_LANGS)
@settings(deadline=None, max_examples=150)
def test_headlines_and_bodies_have_one_typography(words: str, lang: str) -> None:
    plain = typography.typeset(words, lang)
    body = tree.new("body")
    body.append(tree.new("p", words))
    typesetting.typeset_tree(body, lang)
    assert (body[0].text or "").replace("\xa0", " ").split() == plain.replace("\xa0", " ").split()
    if not set(words) & set("\\*_"):
        assert inline.plain(words, lang) == plain


@pytest.mark.parametrize("file", _STORIES, ids=lambda file: file.stem)
def test_real_texts_hold_no_sign_that_was_missed(file: Path) -> None:
    made, _ = read_story(file.read_bytes())
    if made is not None and made.record.lang.startswith("en"):
        shown = re.sub(r"<(code|pre)\b.*?</\1>|<[^>]*>", "", made.text.html, flags=re.DOTALL)
        assert not re.search(r"""['"]|(?<!-)--(?!-)""", html.unescape(shown))
