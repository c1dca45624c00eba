"""Catalogues: what they say, and what a page is shown in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from markupsafe import Markup

from newsroom.core.interface_text import Clock, Day, MarkedText, NameList, TextList, TranslatableText
from newsroom.core.parts import Link
from newsroom.engine.i18n.catalogues import SOURCE, Catalogues
from newsroom.engine.render.templates import Environments
from newsroom.engine.theme import SOFTWARE, Theme
from tests.building import TRANSLATION, Project, problem_lines
from tests.engine.catalogues import catalogue

RUSSIAN = """\
msgid "Search"
msgstr "Поиск"

msgid "Opinion"
msgstr "Мнение"

msgid "d MMMM y"
msgstr "d MMMM y"

msgid "h.mma"
msgstr "HH:mm"

msgid "One of %(name)s, 100%%"
msgstr "100%% от %(name)s"

msgid "1 comment"
msgid_plural "%(count)s comments"
msgstr[0] "%(count)s комментарий"
msgstr[1] "%(count)s комментария"
msgstr[2] "%(count)s комментариев"

#, fuzzy
msgid "Guessed"
msgstr "Угадано"
"""


@pytest.fixture
def words(tmp_path: Path) -> Catalogues:
    catalogue(tmp_path, "ru", RUSSIAN)
    catalogue(tmp_path, "zh_Hans", 'msgid "Search"\nmsgstr "搜索"\n')
    return Catalogues((tmp_path / "translations",))


@pytest.mark.parametrize(
    ("lang", "shown"),
    [("ru", "ru"), ("ru-RU", "ru"), ("zh-Hans-AU", "zh-Hans"), ("zh-Hant", SOURCE), ("vi", SOURCE), (SOURCE, SOURCE)],
)
def test_a_page_is_shown_in_its_language_or_a_wider_one_or_in_english(words: Catalogues, lang: str, shown: str) -> None:
    assert words.choose(lang) == shown
    assert words.of(lang).lang == shown
    assert words.language(lang).code == shown
    assert bool(words.digest(lang)) is (shown != SOURCE)


def test_each_kind_of_word_is_shown_as_its_language_has_it(words: Catalogues) -> None:
    russian, english = words.of("ru"), words.of(SOURCE)
    day, clock = Day.of(date(2026, 5, 4)), Clock.of(datetime.fromisoformat("2026-05-04T09:30:00+10:00"))
    names, labels = NameList(("А", "Б", "В")), TextList((TranslatableText("Opinion"), TranslatableText("Other")))
    shown = [russian.shown(value) for value in (day, clock, names, labels, TranslatableText("Opinion"), "Opinion", 3)]
    assert shown == ["4 мая 2026", "09:30", "А, Б и В", "Мнение, Other", "Мнение", "Opinion", 3]
    shown = [english.shown(value) for value in (day, clock, names, labels, TranslatableText("Opinion"))]
    assert shown == ["4 May 2026", "9.30am", "А, Б and В", "Opinion, Other", "Opinion"]


def test_fuzzy_translations_are_not_used(words: Catalogues) -> None:
    russian = words.of("ru")
    assert russian.say("Guessed") == "Guessed"
    assert [russian.knows(word) for word in ("Guessed", "Opinion", "1 comment", "Nobody said it")] == [
        False, True, True, False,
    ]  # fmt: skip
    assert words.of(SOURCE).knows("Nobody said it")


@pytest.mark.parametrize(
    ("entry", "line", "told"),
    [
        ('msgid "By %(name)s"\nmsgstr "От %(nam)s"\n', 7, "placeholder"),
        ('msgid "Search"\nmsgstr "a"\n\nmsgid "Search\n', 10, "not a catalogue"),
    ],
)
def test_a_fault_in_a_catalogue_is_a_problem_with_its_line(tmp_path: Path, entry: str, line: int, told: str) -> None:
    catalogue(tmp_path / "theme", "ru", entry)
    words = Catalogues((tmp_path / "theme/translations",))
    (problem,) = words.problems("ru")
    assert (problem.path, problem.rule) == ("theme/translations/ru/LC_MESSAGES/newsroom.po", "words-catalogue")
    assert abs(problem.line - line) <= 1
    assert told in problem.message
    assert words.of("ru").say("By %(name)s") == "By %(name)s"
    assert words.problems("vi") == []


def _rendered(theme: Path, lang: str, template: str, view: object) -> str:
    (theme / "templates").mkdir(exist_ok=True)
    (theme / "templates/x.html").write_text(template, "utf-8")
    return (
        Environments(Theme(theme, theme), Catalogues((theme / "translations",)))
        .of(lang)
        .get_template("x.html")
        .render(view=view)
    )


@pytest.mark.parametrize(
    ("template", "russian", "english"),
    [
        ("{% trans %} Search {% endtrans %}", "Поиск", "Search"),
        ('<a title="{{ _("Search") }}">', '<a title="Поиск">', '<a title="Search">'),
        (
            "{% trans name=view.label %}One of {{ name }}, 100%{% endtrans %}",
            "100% от &lt;b&gt;",
            "One of &lt;b&gt;, 100%",
        ),
        ("{{ view.words }}", "Мнение", "Opinion"),
        ("{% trans name=view.words %}One of {{ name }}, 100%{% endtrans %}", "100% от Мнение", "One of Opinion, 100%"),
        (
            "{% trans count=view.two %}1 comment{% pluralize %}{{ count }} comments{% endtrans %}",
            "2 комментария",
            "2 comments",
        ),
        ("{{ language.code }} {{ language.dir }} {{ language.home }}", "ru ltr en", "en ltr en"),
        ("{{ 'Opinion' is translated }}{{ 'x' is translated }}", "TrueFalse", "TrueTrue"),
    ],
)
def test_a_template_says_it_in_its_language(tmp_path: Path, template: str, russian: str, english: str) -> None:
    catalogue(tmp_path, "ru", RUSSIAN)
    view = {"label": "<b>", "words": TranslatableText("Opinion"), "two": 2}
    assert _rendered(tmp_path, "ru", template, view) == russian
    assert _rendered(tmp_path, SOURCE, template, view) == english


def test_fragments_that_pages_share_are_cached_by_language(tmp_path: Path) -> None:
    catalogue(tmp_path, "ru", RUSSIAN)
    (tmp_path / "templates").mkdir()
    words = "{% shared 'x', view %}{% trans %}Search{% endtrans %} {{ view.label }}{% endshared %}"
    (tmp_path / "templates/x.html").write_text(words, "utf-8")
    link = Link(TranslatableText("Opinion"), "/")
    envs = Environments(Theme(tmp_path, tmp_path))
    shown = [envs.of(lang).get_template("x.html").render(view=link) for lang in ("ru", SOURCE, "ru")]
    assert shown == ["Поиск Мнение", "Search Opinion", "Поиск Мнение"]


# ---------------------------------------------------------------------------------------------------- of a whole site

NOTED = TRANSLATION.replace("Слова.", "Слова[^1].\n\n[^1]: Примечание.")
VIETNAMESE = TRANSLATION.replace("lang: ru", "lang: vi")


def test_furniture_is_in_the_pages_language_where_there_is_a_catalogue(site: Project) -> None:
    catalogue(site.root / "theme", "ru", 'msgid "d MMMM y"\nmsgstr "d MMMM y г."\n\nmsgid "Notes"\nmsgstr "Сноски"\n')
    site.story("world/2026/pervyj", NOTED)
    site.story("world/2026/dau", VIETNAMESE)
    assert problem_lines(site.build()) == []
    russian, vietnamese = site.page("/ru/world/2026/05/pervyj/"), site.page("/vi/world/2026/05/dau/")
    assert '<html lang="ru">' in russian
    assert "5 мая 2026 г." in russian
    assert 'aria-label="Сноски"' in russian
    assert " lang=" not in russian.partition("<body")[2].partition(">")[0]
    assert '<html lang="vi">' in vietnamese
    assert 'lang="en-AU"' in vietnamese.partition("<body")[2].partition(">")[0]
    assert "5 May 2026" in vietnamese


def test_a_page_follows_an_edit_of_its_catalogue_and_no_other_page_does(site: Project) -> None:
    """Its template's words, and those that its text got when it was read."""
    entries = 'msgid "d MMMM y"\nmsgstr "d MMMM y"\n\nmsgid "Notes"\nmsgstr "Сноски"\n'
    catalogue(site.root / "theme", "ru", entries)
    site.story("world/2026/pervyj", NOTED)
    site.story("world/2026/dau", VIETNAMESE)
    assert problem_lines(site.build()) == []
    before = site.tree()

    edited = entries.replace('msgstr "d MMMM y"', 'msgstr "d MMMM y г."').replace("Сноски", "См.")
    catalogue(site.root / "theme", "ru", edited)
    assert problem_lines(site.build()) == []

    changed = {path for path, body in site.tree().items() if before[path] != body}
    story = "ru/world/2026/05/pervyj/"
    assert changed == {
        "ru/index.html", "ru/feed.atom", "ru/feed.rss", "ru/feed.json", f"{story}index.html", f"{story}text/index.html"
    }  # fmt: skip
    page = site.page("/ru/world/2026/05/pervyj/")
    assert "5 мая 2026 г." in page
    assert 'aria-label="См."' in page


def test_a_catalogue_that_cannot_be_read_stops_the_build(site: Project) -> None:
    site.story("world/2026/pervyj", TRANSLATION)
    assert problem_lines(site.build()) == []
    before = site.tree()
    catalogue(site.root / "theme", "ru", 'msgid "Notes\n')
    for check_only in (True, False):
        assert {problem.rule for problem in site.build(check_only=check_only).problems} == {"words-catalogue"}
    assert site.tree() == before


def test_a_catalogue_of_a_language_that_no_page_is_in_is_not_read(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("newsroom.engine.i18n.catalogues._load", load)
    assert problem_lines(site.build()) == []


def test_a_magazine_may_be_in_another_language_than_english(site: Project) -> None:
    catalogue(site.root / "theme", "ru", 'msgid "World"\nmsgstr "Мир"\n\nmsgid "d MMMM y"\nmsgstr "d MMMM y г."\n')
    site.setting('DEFAULT_LANG = "ru"')
    assert problem_lines(site.build()) == []
    page = site.page("/world/2026/05/first-light/")
    assert '<html lang="ru">' in page
    assert "4 мая 2026 г." in page
    assert ">Мир</a>" in page


@pytest.mark.parametrize("home", ["en-AU", "en", "en-NZ", "de", "fr-CA"])
def test_english_is_that_of_the_magazines_country(home: str) -> None:
    """No magazine elsewhere says that its words are Australian."""
    catalogues = Catalogues((SOFTWARE / "translations",), home)
    english = home if home.startswith("en") else "en"
    assert catalogues.choose(home) == catalogues.language(home).code == english
    assert catalogues.of("vi").lang == english
    assert catalogues.choose("ru") == "ru"


@pytest.mark.parametrize("home", ["en-NZ", "en"])
def test_no_page_names_the_english_of_another_country(site: Project, home: str) -> None:
    site.setting(f'DEFAULT_LANG = "{home}"')
    site.story("world/2026/pervyj", TRANSLATION)
    assert problem_lines(site.build()) == []
    assert f'<html lang="{home}"' in site.page("/")
    assert [path for path, body in site.tree().items() if b"en-AU" in body or b"en_AU" in body] == []


def test_a_magazines_own_catalogue_is_laid_over_the_themes(tmp_path: Path) -> None:
    catalogue(tmp_path / "theme", "ru", 'msgid "Search"\nmsgstr "Поиск"\n\nmsgid "World"\nmsgstr "Свет"\n')
    own = 'msgid "World"\nmsgstr "Мир"\n\nmsgid "Arts"\nmsgstr "Искусство"\n\n#, fuzzy\nmsgid "Search"\nmsgstr "Х"\n'
    file = catalogue(tmp_path / "content", "ru", own, "magazine")
    both = Catalogues((tmp_path / "theme/translations",), own=tmp_path / "content/translations")
    assert [both.of("ru").say(words) for words in ("Search", "World", "Arts")] == ["Поиск", "Мир", "Искусство"]
    assert both.of("ru").knows("Arts")
    before = both.digest("ru")
    file.write_text(file.read_text("utf-8").replace("Мир", "Планета"), "utf-8")
    assert Catalogues(both.folders, own=both.own).digest("ru") != before


def test_a_language_that_the_theme_has_not_is_none_of_the_sites(tmp_path: Path) -> None:
    catalogue(tmp_path / "content", "vi", 'msgid "World"\nmsgstr "Thế giới"\n', "magazine")
    assert Catalogues((tmp_path / "theme",), own=tmp_path / "content/translations").choose("vi") == SOURCE


def test_a_fault_in_a_magazines_own_catalogue_leaves_the_themes_words(tmp_path: Path) -> None:
    catalogue(tmp_path / "theme", "ru", 'msgid "Search"\nmsgstr "Поиск"\n')
    catalogue(tmp_path / "content", "ru", 'msgid "World\n', "magazine")
    both = Catalogues((tmp_path / "theme/translations",), own=tmp_path / "content/translations")
    (problem,) = both.problems("ru")
    assert (problem.path, problem.rule) == ("content/translations/ru/LC_MESSAGES/magazine.po", "words-catalogue")
    assert problem.line
    assert both.of("ru").say("Search") == "Поиск"


def test_words_of_another_language_may_be_marked_and_nothing_else(tmp_path: Path) -> None:
    said = '<span lang="en">Elders</span> & <b>старшие</b> <span lang="en" onclick="x()">x</span>'
    quoted = said.replace('"', '\\"')
    catalogue(tmp_path, "ru", f'msgid "Elders"\nmsgstr "{quoted}"\n')
    shown = Catalogues((tmp_path / "translations",)).of("ru").shown(MarkedText("Elders"))
    assert shown == Markup(
        '<span lang="en">Elders</span> &amp; &lt;b&gt;старшие&lt;/b&gt; '
        "&lt;span lang=&#34;en&#34; onclick=&#34;x()&#34;&gt;x&lt;/span&gt;"
    )
