"""Every word around a story goes through gettext, and every catalogue says all of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from newsroom.commands import messages
from newsroom.core.interface_text import Clock, Day, Month
from newsroom.engine.i18n.catalogues import SOURCE, Catalogues
from newsroom.engine.theme import SOFTWARE
from tests.building import ROOT

TEMPLATES = SOFTWARE / "templates"
CATALOGUES = sorted((ROOT / messages.FOLDER).glob("*/LC_MESSAGES/*.po"))
#: Text in templates that is the same in every language, with the reason.
PLAIN = {
    "Mastodon": "the name of a service",
    "aus.social": "the name of a server, as an example",
    "https://": "how an address begins",
}
#: Attributes that readers see or hear.
_SAID = {"alt", "title", "placeholder", "label", "value", "default-message", "content", "aria-label"}
_MACHINES = {"meta", "input", "link"}
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_WORDS = re.compile(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_SET = re.compile(r"\{%-?\s*(?:set|call)\b(.*?)%\}", re.DOTALL)
#: Blocks that are put into attributes for machines, and attributes that a macro makes.
_BLOCK = re.compile(r"\{% block (?:body_class|accent|referrer) %\}.*?\{% endblock %\}")
_ATTRIBUTE = re.compile(r'[a-z-]+="[^"]*"')
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_LITERAL = re.compile(r"""(?<!_\()(?<!== )(?<!!= )"([A-Z][^"]*)\"""")


class _Raw(HTMLParser):
    """Gathers the words of a template that gettext does not know of."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(_ATTRIBUTE.sub("", data).strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            words = (value or "").strip()
            own = name in _SAID and not (tag in _MACHINES and name in ("content", "value", "title"))
            # Scripts get their words in attributes of their own; what is for machines has no blanks or capitals.
            told = name.startswith("data-") and "pagefind" not in name and re.search(r"\s|^[A-Z]", words)
            if own or (told and name != "data-accent"):
                self.found.append(words)


def raw(template: str) -> list[str]:
    """Return the words of a template that do not go through gettext."""
    plain = _BLOCK.sub("", _WORDS.sub("", _COMMENT.sub("", template)))
    said = [word for part in (*_EXPRESSION.findall(plain), *_SET.findall(plain)) for word in _LITERAL.findall(part)]
    parser = _Raw()
    # A blank takes the place of a Jinja tag, so that the words before and behind it do not join.
    parser.feed(_TAG.sub(" ", _EXPRESSION.sub("", plain)))
    return [word for word in [*said, *parser.found] if re.search(r"[^\W\d_]", word) and word not in PLAIN]


#: The guide speaks to whoever makes the magazine, in the language in which it is made.
OURS = {TEMPLATES / "styleguide.html"}


@pytest.mark.parametrize(
    "path", sorted({*TEMPLATES.rglob("*.html")} - OURS), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_every_word_of_a_template_goes_through_gettext(path: Path) -> None:
    assert raw(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("<p>Search</p>", ["Search"]),
        ("<p>{% trans %}Search{% endtrans %}</p>", []),
        ("{% if a %}<p>One {{ b }} two</p>{% endif %}", ["One  two"]),
        (
            '<nav aria-label="Sections">{% trans a=1 %}{{ a }} b{% pluralize %}{{ a }} c{% endtrans %}</nav>',
            ["Sections"],
        ),
        ('<img alt="A river"><input placeholder="Your name">', ["A river", "Your name"]),
        ('<div data-failed="It failed." data-accent="red" data-share="copy"></div>', ["It failed."]),
        ('{{ accounts(x, label="Find us on") }}{{ y if z else "Nothing" }}', ["Find us on", "Nothing"]),
        ('{{ accounts(x, label=_("Find us on"), size="row") }}{% if a == "Sponsored" %}{% endif %}', []),
        ("{# Search #}<p>404</p><b>Mastodon</b>", []),
    ],
)
def test_raw_words_are_found(template: str, told: list[str]) -> None:
    assert raw(template) == told


# ------------------------------------------------------------------------------------------------------- catalogues


def _read(path: Path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()), locale=path.parent.parent.name)


def _messages(catalog: Catalog) -> dict[object, Message]:
    return {message.id: message for message in catalog if message.id}


def _pairs(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield what each message says in English and in the language; a plural form stands beside the English plural."""
    for message in _messages(catalog).values():
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            yield from ((message.id[1], said) for said in message.string)


def _lang_of(path: Path) -> str:
    return path.parent.parent.name


def test_there_are_catalogues() -> None:
    assert {"ar", "ru"} <= {_lang_of(path) for path in CATALOGUES}


@pytest.mark.parametrize("path", CATALOGUES, ids=_lang_of)
def test_a_catalogue_is_complete(path: Path) -> None:
    """It has every word of the house and no other, each said and none guessed; `invoke messages` makes it so."""
    catalog, source = _read(path), messages.template(ROOT)
    assert set(_messages(catalog)) == set(_messages(source))
    assert messages.progress_of(_lang_of(path), catalog).missing == ()
    assert not catalog.obsolete
    assert Catalogues((SOFTWARE / "translations",)).problems(_lang_of(path)) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=_lang_of)
def test_a_catalogue_says_as_much_as_the_source(path: Path) -> None:
    """The same names and elements; a number may be said in words, and a passage may be marked as English."""
    catalog = _read(path)
    for english, said in _pairs(catalog):
        names, own = ({*re.findall(r"%\(\w+\)s", text)} for text in (english, said))
        assert own == names or own == names - {"%(count)s"}, said
        marked = re.sub(r'<span lang="en">([^<]*)</span>', r"\1", said)
        elements, own_elements = (sorted(re.findall(r"<[^>]*>", text)) for text in (english, marked))
        assert own_elements == elements, said
        # Words may stand in attributes.
        assert not re.search(r'["<>]', re.sub(r"<[^>]*>", "", said)), said
        blanks, own_blanks = ((text[:1].isspace(), text[-1:].isspace()) for text in (english, said))
        assert own_blanks == blanks, said
    for message in _messages(catalog).values():
        assert isinstance(message.id, str) or len(message.string) == catalog.num_plurals


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("ru", ["4 мая 2026", "май 2026", "май", "09:05"]),
        ("ar", ["4 مايو 2026", "مايو 2026", "مايو", "9:05 ص"]),
        (SOURCE, ["4 May 2026", "May 2026", "May", "9.05am"]),
    ],
)
def test_days_and_times_are_written_as_the_language_has_them(lang: str, shown: list[str]) -> None:
    catalogue = Catalogues((SOFTWARE / "translations",)).of(lang)
    assert [catalogue.shown(one) for one in (Day(2026, 5, 4), Month(5, 2026), Month(5), Clock(9, 5))] == shown


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("ru", {1: "1 комментарий", 3: "3 комментария", 5: "5 комментариев", 21: "21 комментарий"}),
        ("ar", {1: "تعليق واحد", 2: "تعليقان", 3: "3 تعليقات", 11: "11 تعليقًا", 100: "100 تعليق", 103: "103 تعليقات"}),
    ],
)
def test_a_number_takes_the_form_that_its_language_has_for_it(lang: str, shown: dict[int, str]) -> None:
    say = Catalogues((SOFTWARE / "translations",)).of(lang).translations.ngettext
    one, many = "%(count)s comment", "%(count)s comments"
    assert {count: say(one, many, count) % {"count": count} for count in shown} == shown
