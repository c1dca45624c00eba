"""Catalogues: interface text in other languages, as gettext files in theme/translations/ and content/translations/.

A page is shown in the language that it is written in where there is a catalogue for it, and else in English. The files
are read as they are, once for each language that something is made in; nothing is compiled beside them.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, _escape_inner, escape  # type: ignore[attr-defined]
from msgspec import Struct, field

from newsroom.core import urls
from newsroom.core.interface_text import AboutText, Clock, Day, MarkedText, Month, NameList, TextList, TranslatableText
from newsroom.core.languages import direction
from newsroom.core.offers import Offers
from newsroom.core.problems import Problem
from newsroom.engine.cache import digests

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages.catalog import Catalog

#: The language that templates and code are written in, for which there is no catalogue. A magazine in the English of a
#: country says that its interface text is in that; see `Catalogues.source`.
SOURCE = "en"
#: The gettext domain of our catalogues.
DOMAIN = "newsroom"
#: The domain of a magazine's own catalogues, for words in its data files and templates.
OWN_DOMAIN = "magazine"

# Translators: how a day is written, as a CLDR pattern: d is the day, MMMM the month's name, y the year.
DAY = TranslatableText("d MMMM y")
# Translators: how a month is written with its year, as a CLDR pattern.
MONTH = TranslatableText("MMMM y")
# Translators: how a month is written alone, as a CLDR pattern: LLLL where its name has another form then.
MONTH_ALONE = TranslatableText("MMMM")
# Translators: how a time of day is written, as a CLDR pattern: 9.30am. H or HH is the hour from 0 to 23.
CLOCK = TranslatableText("h.mma")
# Translators: what stands between words of a list without "and".
COMMA = TranslatableText(", ")


#: Addresses of pages by name: functions of a language, or of nothing for the magazine's own; see `core.offers`.
LINKS: Offers[Callable[[str], str]] = Offers("language_links")


class Language(Struct, frozen=True):
    """The language of a page's interface text, for templates.

    ``address`` is that of the list of all that is in it; ``links`` are the addresses of other pages, in it where they
    are, by the names under which packages offer them; empty for one that nobody makes. ``own`` are those in it by the
    addresses of the same pages in the magazine's own language. ``home`` is that language, in which the data files, bios
    and helplines are written.
    """

    code: str
    dir: str
    address: str
    links: Mapping[str, str]
    home: str
    home_dir: str
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def lang_attributes(self) -> str:
        """The attributes that say that something is in the magazine's own language; none where the page is as well."""
        return "" if self.code == self.home else f' lang="{self.home}" dir="{self.home_dir}"'


class Catalogue:
    """Interface text in one language.

    Args:
        lang: the language.
        translations: gettext's translations.
        known: every message that it has.
        locale: Babel's; None for the source.
    """

    def __init__(
        self, lang: str, translations: gettext.NullTranslations, known: frozenset[str], locale: Locale | None
    ) -> None:
        self.lang, self.translations = lang, translations
        self._known, self._locale = known, locale
        self._show = {
            TranslatableText: self.say,
            AboutText: lambda words: AboutText.html(self.say(words)),
            MarkedText: lambda words: MarkedText.html(self.say(words)),
            TextList: lambda words: self.say(COMMA).join(map(self.say, words)),
            NameList: cache(self._names),
            Day: cache(self._day),
            Month: cache(self._month),
            Clock: cache(self._clock),
        }

    @property
    def dir(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.lang)

    def say(self, message: str) -> str:
        """Return a message in this language; one that the catalogue has not stays English."""
        return self.translations.gettext(str(message))

    @property
    def all_messages(self) -> tuple[str, ...]:
        """Messages of the catalogue, in its language."""
        return tuple(sorted({self.say(message) for message in self._known}))

    def knows(self, message: str) -> bool:
        """Return whether a message can be said in this language."""
        return self._locale is None or message in self._known

    def shown(self, value: object) -> object:
        """Return a value as a template prints it: a type of `newsroom.core.interface_text` in this language."""
        show = self._show.get(type(value))
        return value if show is None else show(value)  # type: ignore[operator]  # by its own type

    def printed(self, value: object) -> str:
        """Return a value as a page has it: shown in this language, and escaped.

        The same as Jinja does with `shown` and MarkupSafe's `escape`, without an object that says that it is escaped:
        what is printed is joined at once.
        """
        if type(value) is str:
            # Part of `escape`, before it wraps the result.
            return str(_escape_inner(value))
        if type(value) is Markup:
            return value
        return escape(self.shown(value))

    def _names(self, names: NameList) -> str:
        if self._locale is None:
            return str(names)
        from babel.lists import format_list

        return format_list(list(names), locale=self._locale)

    def _day(self, day: Day) -> str:
        return str(day) if self._locale is None else self._date(dt.date(day.year, day.month, day.day), DAY)

    def _month(self, month: Month) -> str:
        if self._locale is None:
            return str(month)
        return self._date(dt.date(month.year or 1, month.month, 1), MONTH if month.year else MONTH_ALONE)

    def _date(self, day: dt.date, pattern: TranslatableText) -> str:
        from babel.dates import format_date

        return format_date(day, self.say(pattern), self._locale)

    def _clock(self, clock: Clock) -> str:
        if self._locale is None:
            return str(clock)
        from babel.dates import format_time

        return format_time(dt.time(clock.hour, clock.minute), self.say(CLOCK), locale=self._locale)


#: The words as they are.
PLAIN = Catalogue(SOURCE, gettext.NullTranslations(), frozenset(), None)


class Catalogues(Struct, dict=True):
    """All catalogues of a theme.

    Args:
        folders: where they are: ``<locale>/LC_MESSAGES/newsroom.po``; of one language, that of the first folder counts.
        home: the language of the magazine.
        own: where the magazine's catalogues are: ``<locale>/LC_MESSAGES/magazine.po``. Their messages are added to the
            theme's in the same language, and count before them.
    """

    folders: tuple[Path, ...]
    home: str = SOURCE
    own: Path | None = None
    _loaded: dict[str, Catalogue] = field(default_factory=dict)
    _faults: dict[str, list[Problem]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The language of interface text without a catalogue: English, that of the magazine where it is in English."""
        return self.home if self.home.partition("-")[0] == SOURCE else SOURCE

    @cached_property
    def files(self) -> dict[str, Path]:
        """The catalogues by their language."""
        return _by_lang(path for folder in reversed(self.folders) for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))

    @cached_property
    def own_files(self) -> dict[str, Path]:
        """The magazine's catalogues by their language."""
        return _by_lang(self.own.glob(f"*/LC_MESSAGES/{OWN_DOMAIN}.po")) if self.own else {}

    def choose(self, lang: str) -> str:
        """Return the language of a page's interface text: the page's own, a wider one, or English."""
        while lang not in self.files:
            lang, _, _ = lang.rpartition("-")
            if not lang:
                return self.source
        return lang

    def language(self, lang: str, planned: Container[str] | None = None) -> Language:
        """Return the data for templates on the language of a page's interface text.

        Args:
            lang: the language of the page.
            planned: the addresses at which something will be; None where that is not known, and all counts as there.
        """
        code = self.choose(lang)
        other = "" if code in (self.source, self.choose(self.home)) else code
        links, own = {}, {}
        for name, address in LINKS.items():
            there = [at for at in (address(other), address("")) if planned is None or at in planned]
            links[name] = there[0] if there else ""
            if there and there[0] != address(""):
                own[address("")] = there[0]
        return Language(code, direction(code), urls.language(code), links, self.home, direction(self.home), own)

    @cached_property
    def _digests(self) -> dict[str, bytes]:
        return {
            lang: digests.of(lang, *(digests.of_bytes(file.read_bytes()) for file in self._files_of(lang)))
            for lang in self.files
        }

    def _files_of(self, lang: str) -> list[Path]:
        """Return the files of a language, the theme's first."""
        return [self.files[lang], *([self.own_files[lang]] if lang in self.own_files else [])]

    def digest(self, lang: str) -> bytes:
        """Return the digest of the catalogue that a page in a language is shown in; empty for English."""
        return self._digests.get(self.choose(lang), b"")

    def of(self, lang: str) -> Catalogue:
        """Return the catalogue that a page in a language is shown in, read when it is first asked for."""
        code = self.choose(lang)
        if code not in self.files:
            return self._plain
        if code not in self._loaded:
            self._loaded[code], self._faults[code] = _load(self._files_of(code), code)
        return self._loaded[code]

    @cached_property
    def _plain(self) -> Catalogue:
        return Catalogue(self.source, gettext.NullTranslations(), frozenset(), None)

    def problems(self, lang: str) -> list[Problem]:
        """Return the problems of the catalogue that a page in a language uses."""
        self.of(lang)
        return self._faults.get(self.choose(lang), [])


def _by_lang(paths: Iterable[Path]) -> dict[str, Path]:
    """Return catalogues by their language, in order; the last one of a language counts."""
    found = {file.parent.parent.name.replace("_", "-"): file for file in paths}
    return {lang: found[lang] for lang in sorted(found)}


def _load(files: list[Path], lang: str) -> tuple[Catalogue, list[Problem]]:
    """Read the catalogues of a language; one that cannot be read has no words, and of a message with a fault none."""
    from babel import Locale, UnknownLocaleError
    from babel.messages.mofile import write_mo

    try:
        locale = Locale.parse(lang, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        return PLAIN, [_unreadable(files[0], error)]
    problems: list[Problem] = []
    read = [_read(file, locale, problems) for file in files]
    catalog = read[0]
    if catalog is None:
        return PLAIN, problems
    for own in read[1:]:
        for message in own or ():
            if message.id and message.string and not message.fuzzy:
                # An entry that is there already would keep its own words.
                catalog.delete(message.id, message.context)
                catalog[message.id] = message
    compiled = io.BytesIO()
    # A fuzzy message is a guess, and is left out.
    write_mo(compiled, catalog)
    compiled.seek(0)
    known = frozenset(_first(message.id) for message in catalog if message.string and not message.fuzzy)
    return Catalogue(lang, gettext.GNUTranslations(compiled), known, locale), problems


def _read(file: Path, locale: Locale, problems: list[Problem]) -> Catalog | None:
    """Read one file without the messages that have a fault; None where it cannot be read."""
    from babel.messages.pofile import PoFileError, read_po

    try:
        with file.open("rb") as source:
            catalog = read_po(source, locale=locale, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        problems.append(_unreadable(file, error))
        return None
    for message, faults in list(catalog.check()):
        fix = "use the same names in %( )s as the English words"
        problems += [
            Problem(_shown(file), message.lineno or 0, 0, "words-catalogue", str(fault), fix) for fault in faults
        ]
        catalog.delete(message.id, message.context)
    return catalog


def _unreadable(file: Path, error: Exception) -> Problem:
    line = getattr(error, "lineno", 0) or 0
    fix = "mend this line; invoke messages says how far each catalogue is"
    return Problem(_shown(file), line, 0, "words-catalogue", f"not a catalogue of gettext: {error}", fix)


def _shown(file: Path) -> str:
    """Return how problems name a catalogue."""
    return "/".join(("content" if file.stem == OWN_DOMAIN else "theme", *file.parts[-4:]))


def _first(message: str | list[str] | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]
