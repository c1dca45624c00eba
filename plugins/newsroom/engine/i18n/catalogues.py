"""Catalogues: interface text in other languages, as gettext files in theme/translations/.

A page is shown in the language that it is written in where there is a catalogue for it, and else in English. The files
are read as they are, once for each language that something is made in; nothing is compiled beside them.
"""

from __future__ import annotations

import datetime as dt
import gettext
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom.core import urls
from newsroom.core.interface_text import Clock, Day, Month, NameList, TextList, TranslatableText
from newsroom.core.languages import direction
from newsroom.core.offers import Offers
from newsroom.core.problems import Problem
from newsroom.engine.cache import digests

if TYPE_CHECKING:
    from babel import Locale

#: The language that templates and code are written in, for which there is no catalogue.
SOURCE = "en-AU"
#: The gettext domain of our catalogues.
DOMAIN = "newsroom"

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


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a page's interface text, for templates.

    ``address`` is that of the list of all that is in it; ``links`` are the addresses of other pages in it, by the names
    under which packages offer them, and ``own`` the same by the addresses of these pages in the magazine's own
    language. ``home`` is that language, in which the data files, bios and helplines are written.
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
        translations: what gettext has for it.
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


@dataclass
class Catalogues:
    """All catalogues of a theme.

    Args:
        folder: where they are: ``<locale>/LC_MESSAGES/newsroom.po``.
        home: the language of the magazine.
    """

    folder: Path
    home: str = SOURCE
    _loaded: dict[str, Catalogue] = field(default_factory=dict)
    _faults: dict[str, list[Problem]] = field(default_factory=dict)

    @cached_property
    def files(self) -> dict[str, Path]:
        """The catalogues by their language."""
        paths = sorted(self.folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
        return {file.parent.parent.name.replace("_", "-"): file for file in paths}

    def choose(self, lang: str) -> str:
        """Return the language of a page's interface text: the page's own, a wider one, or English."""
        while lang not in self.files:
            lang, _, _ = lang.rpartition("-")
            if not lang:
                return SOURCE
        return lang

    def language(self, lang: str) -> Language:
        """Return the data for templates on the language of a page's interface text."""
        code = self.choose(lang)
        other = "" if code in (SOURCE, self.choose(self.home)) else code
        links = {name: address(other) for name, address in LINKS.items()}
        own = {address(""): address(other) for address in LINKS.values()} if other else {}
        return Language(code, direction(code), urls.language(code), links, self.home, direction(self.home), own)

    @cached_property
    def _digests(self) -> dict[str, bytes]:
        return {lang: digests.of(lang, digests.of_bytes(file.read_bytes())) for lang, file in self.files.items()}

    def digest(self, lang: str) -> bytes:
        """Return the digest of the catalogue that a page in a language is shown in; empty for English."""
        return self._digests.get(self.choose(lang), b"")

    def of(self, lang: str) -> Catalogue:
        """Return the catalogue that a page in a language is shown in, read when it is first asked for."""
        code = self.choose(lang)
        if code not in self.files:
            return PLAIN
        if code not in self._loaded:
            self._loaded[code], self._faults[code] = _load(self.files[code], code)
        return self._loaded[code]

    def problems(self, lang: str) -> list[Problem]:
        """Return the problems of the catalogue that a page in a language uses."""
        self.of(lang)
        return self._faults.get(self.choose(lang), [])


def _load(file: Path, lang: str) -> tuple[Catalogue, list[Problem]]:
    """Read a catalogue; one that cannot be read has no words, and of a message with a fault none is used."""
    from babel import Locale, UnknownLocaleError
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    path = "/".join(("theme", *file.parts[-4:]))
    try:
        locale = Locale.parse(lang, sep="-")
        with file.open("rb") as source:
            catalog = read_po(source, locale=locale, abort_invalid=True)
    except (PoFileError, UnknownLocaleError, UnicodeDecodeError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        fix = "mend this line; invoke messages says how far each catalogue is"
        return PLAIN, [Problem(path, line, 0, "words-catalogue", f"not a catalogue of gettext: {error}", fix)]
    problems = []
    for message, faults in list(catalog.check()):
        fix = "use the same names in %( )s as the English words"
        line = message.lineno or 0
        problems += [Problem(path, line, 0, "words-catalogue", str(fault), fix) for fault in faults]
        catalog.delete(message.id, message.context)
    compiled = io.BytesIO()
    # A fuzzy message is a guess, and is left out.
    write_mo(compiled, catalog)
    compiled.seek(0)
    known = frozenset(_first(message.id) for message in catalog if message.string and not message.fuzzy)
    return Catalogue(lang, gettext.GNUTranslations(compiled), known, locale), problems


def _first(message: str | list[str] | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]
