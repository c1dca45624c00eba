"""Boilerplate of the site, in every language: no secret of any story."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from newsroom.engine.cache import digests
from newsroom.engine.edition import Edition
from newsroom.engine.i18n.catalogues import Catalogues
from newsroom.features.leaks import plain_text
from newsroom.features.leaks.texts import Text, strings

_ID = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)+")
#: Where the site's name stands in a template or a text in the code, and where something else does.
_SITE, _BLANK = re.compile(r"\{\{?(?!%)[^{}\n]*\bsite\b[^{}\n]*\}\}?"), re.compile(r"\{\{.*?\}\}|\{[%#].*?[%#]\}")
#: Files of the theme whose words stand on pages.
_WORDED = (".html", ".js", ".css", ".svg")
#: Where a message of a catalogue has something filled in.
_PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")


def boilerplate(edition: Edition) -> Iterator[Text]:
    """Yield the boilerplate of the site: settings, theme, data files, and text in the code."""
    settings = edition.settings
    names = [settings.site, settings.tagline, settings.site_url, *calendar.month_name, *calendar.day_name]
    yield Text("pelicanconf.py", digests.of(names), lambda: (names, ""), boilerplate=True)
    package = Path(__file__).parents[2]
    for name, file in settings.theme.files().items():
        raw = file.read_bytes()
        if file.suffix in _WORDED:
            digest = digests.of(digests.of_bytes(raw), settings.site)
            yield Text(f"theme/{name}", digest, partial(_filled_in, [file], settings.site), boilerplate=True)
        elif file.name == "examples.toml":
            # The style guide shows them.
            yield Text(f"theme/{name}", digests.of_bytes(raw), partial(_of_data, raw), boilerplate=True)
    catalogues = edition.read_context.catalogues
    for lang in catalogues.files:
        key = digests.of(catalogues.digest(lang), settings.site)
        yield Text(
            f"theme/translations ({lang})",
            key,
            partial(_of_catalogue, catalogues, lang, settings.site),
            boilerplate=True,
        )
    for file in sorted((settings.content / "data").glob("*.toml")):
        raw = file.read_bytes()
        yield Text(f"content/data/{file.name}", digests.of_bytes(raw), partial(_of_data, raw), boilerplate=True)
    code = partial(_filled_in, sorted(package.rglob("*.py")), settings.site)
    yield Text("plugins/newsroom", digests.of(digests.code(), settings.site), code, boilerplate=True)


def _filled_in(files: Iterable[Path], site: str) -> tuple[list[str], str]:
    """Return the words of templates and code as pages show them: with the site's name, and a break for all else."""
    words = plain_text.BREAK.join(file.read_text("utf-8", errors="replace") for file in files)
    return [], _BLANK.sub(plain_text.BREAK, _SITE.sub(lambda _: site, words))


def _of_catalogue(catalogues: Catalogues, lang: str, site: str) -> tuple[list[str], str]:
    """Return the interface text of a language, as pages show it."""
    words = plain_text.BREAK.join(catalogues.of(lang).all_messages).replace("%(site)s", site)
    return [], _PLACE.sub(plain_text.BREAK, words)


def _of_data(raw: bytes) -> tuple[list[str], str]:
    """Return what a data file says: its values, and neither its remarks nor the ids of stories, which no page shows."""
    try:
        values = tomllib.loads(raw.decode("utf-8", "replace"))
    except tomllib.TOMLDecodeError:
        return [], ""
    return [], plain_text.BREAK.join(words for words in strings(values, frozenset()) if not _ID.fullmatch(words))
