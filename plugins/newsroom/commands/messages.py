"""``invoke messages``: puts the interface text into the catalogues, and lists what they lack.

The theme's words are in the theme's catalogues, which are kept where the software itself is worked on. The magazine's
words, in its data files and its own templates, are in ``content/translations/``.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from msgspec import Struct

from newsroom.commands.console import OperationError, say, with_messages
from newsroom.commands.settings import setting
from newsroom.core import tomlfile, urls
from newsroom.engine.i18n.catalogues import DOMAIN, OWN_DOMAIN, SOURCE, Catalogues
from newsroom.engine.render.templates import catalogue_folders
from newsroom.engine.theme import SOFTWARE, Theme

#: Below the project's folder: the software where it is worked on, and its catalogues.
PACKAGE = "plugins/newsroom"
FOLDER = f"{PACKAGE}/theme/translations"
#: The magazine's own catalogues, below the project's folder.
OWN_FOLDER = "content/translations"
#: The publisher of the software's catalogues, as their first lines name it.
_SOFTWARE_NAME = "Newsroom"
#: The marks of interface text in Python: text that a template prints, and text that a story gets while it is read.
_MARKS: dict[str, None] = {"TranslatableText": None, "phrase": None}
#: The marks of interface text in templates besides the tag.
_IN_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2)}
#: The fields of files in content/data/ whose values are interface text, in every language.
DATA = {
    "sections.toml": ("section.name",),
    "magazine.toml": ("about", "acknowledgement", "account.label"),
    "navigation.toml": ("main.label", "footer.title", "footer.links.label", "imprint.links.label"),
    "content_notes.toml": ("note.words", "note.label"),
    "helplines.toml": ("place.name", "helpline.serves", "helpline.hours", "helpline.note"),
}
_OPTIONS = {
    "extensions": (
        "newsroom.engine.render.fragments.SharedFragment,newsroom.engine.i18n.translation_tags.ForeignTextTags"
    ),
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "trimmed": "true",
    "newstyle_gettext": "true",
    "silent": "false",
}
#: So many messages without a translation are named by `invoke check`.
_NAMED = 3
#: First words of a comment for translators, in templates and in Python.
_COMMENTS = ("Translators:",)
_HEAD = """\
# The interface text of the magazine, in {name}.
# Written with "invoke messages"; docs/how-to/add-a-language.md says how."""


class CatalogueProgress(Struct, frozen=True):
    """How far a catalogue is: how many messages there are, and which are not translated, or only guessed."""

    name: str
    total: int
    missing: tuple[str, ...]


@with_messages
def messages(root: Path, add: str = "") -> int:
    """Bring every catalogue up to date, and say which are incomplete.

    Args:
        root: the project's folder.
        add: a language to begin a catalogue for, such as vi; empty for none.
    """
    if add:
        _begin(root, add)
    progress = [_update(root, file) for file in catalogues(root)]
    for catalogue in progress:
        done = catalogue.total - len(catalogue.missing)
        say(f"{catalogue.name}: {'complete' if not catalogue.missing else 'INCOMPLETE'}, {done} of {catalogue.total}")
        for message in catalogue.missing:
            say(f"  not yet: {message}")
    if not progress:
        say("there is no catalogue; invoke messages --add ru begins one")
    return 0


def catalogues(root: Path) -> list[Path]:
    """Return the files of all catalogues: the theme's, where the software is worked on, and the magazine's."""
    theirs = (root / FOLDER).glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    own = (root / OWN_FOLDER).glob(f"*/LC_MESSAGES/{OWN_DOMAIN}.po")
    return [*sorted(theirs), *sorted(own)]


def _begin(root: Path, lang: str) -> None:
    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise OperationError(f'"{lang}" is no language that is known; write its code, such as vi or zh-Hans') from None
    if locale.language == SOURCE:
        raise OperationError("the interface text is written in English and needs no catalogue for it")
    wanted = {root / OWN_FOLDER / str(locale) / "LC_MESSAGES" / f"{OWN_DOMAIN}.po": _publisher(root)}
    if (root / PACKAGE).is_dir():
        wanted[root / FOLDER / str(locale) / "LC_MESSAGES" / f"{DOMAIN}.po"] = _SOFTWARE_NAME
    missing = {file: publisher for file, publisher in wanted.items() if not file.exists()}
    if not missing:
        there = next(iter(wanted)).relative_to(root).as_posix()
        raise OperationError(f"there is a catalogue for {lang} already: {there}")
    for file, publisher in missing.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_serialized(_empty(locale, file.stem, publisher)))
        say(f"{file.relative_to(root).as_posix()} is there to be filled in")


def _publisher(root: Path) -> str:
    return setting(root, "pelicanconf.py", "SITENAME", "Magazine")


def _empty(locale: Locale, domain: str, publisher: str) -> Catalog:
    return Catalog(
        locale,
        domain,
        _HEAD.format(name=locale.english_name),
        publisher,
        "1",
        publisher,
        publisher,
        last_translator=publisher,
        language_team=publisher,
        fuzzy=False,
    )


def _update(root: Path, file: Path) -> CatalogueProgress:
    """Bring a catalogue up to date; one that is so already is left as it is."""
    before = file.read_bytes()
    lang = file.parent.parent.name
    catalog = read_po(io.BytesIO(before), locale=lang, domain=file.stem)
    wanted = template(root) if file.stem == DOMAIN else own_template(root)
    catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
    after = _serialized(catalog)
    if after != before:
        file.write_bytes(after)
    return progress_of(lang if file.stem == DOMAIN else f"{lang}, the magazine's own", catalog)


def progress_of(name: str, catalog: Catalog) -> CatalogueProgress:
    """Say how far a catalogue is."""
    entries = [message for message in catalog if message.id]
    missing = tuple(_first(message) for message in entries if message.fuzzy or not _is_translated(message))
    return CatalogueProgress(name.replace("_", "-"), len(entries), missing)


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_translated(message: Message) -> bool:
    translation = message.string
    return all(translation) if isinstance(translation, (list, tuple)) else bool(translation)


def _serialized(catalog: Catalog) -> bytes:
    target = io.BytesIO()
    # Lines of code come and go, and would change the file with them.
    write_po(target, catalog, width=110, sort_by_file=True, ignore_obsolete=True, include_lineno=False)
    return target.getvalue()


def template(root: Path) -> Catalog:
    """Return the interface text of the software, in English: of its templates and its code.

    Args:
        root: the project's folder; where the software is not in it, that of the installed package is taken.
    """
    package = root / PACKAGE if (root / PACKAGE).is_dir() else SOFTWARE.parent
    catalog = Catalog(domain=DOMAIN)
    _add_templates(catalog, package / "theme" / "templates", package.parent.parent)
    for file in sorted(package.rglob("*.py")):
        with file.open("rb") as source:
            for line, message, comments, _ in extract("python", source, _MARKS, _COMMENTS, None, True):
                path = file.relative_to(package.parent.parent).as_posix()
                catalog.add(message, locations=[(path, line)], auto_comments=comments)
    return catalog


def own_template(root: Path) -> Catalog:
    """Return the words of a magazine that the software has not: of its data files and its own templates.

    Args:
        root: the project's folder.
    """
    catalog, known = Catalog(domain=OWN_DOMAIN), template(root)
    _add_templates(catalog, root / "theme" / "templates", root)
    for path, words in _data_words(root):
        catalog.add(words, locations=[(path, 0)])
    for message in list(catalog):
        if message.id and known.get(message.id, message.context):
            catalog.delete(message.id, message.context)
    return catalog


def untranslated(root: Path, site: Path) -> Iterator[str]:
    """Yield a sentence for each language of a site in which words of the magazine's own have no translation.

    Args:
        root: the project's folder.
        site: the folder of the site as it was built.
    """
    home = setting(root, "pelicanconf.py", "DEFAULT_LANG", SOURCE)
    folders = catalogue_folders(Theme(root / "theme", SOFTWARE))
    shown = Catalogues(folders, home, root / OWN_FOLDER)
    read = [lang for lang in shown.files if (site / urls.file_of(urls.language(lang)).removeprefix("/")).is_file()]
    for lang in read:
        if lang == shown.choose(home):
            continue
        own = dict.fromkeys(_own_words(root))
        missing = [message for message in own if not shown.of(lang).knows(message)]
        if missing:
            yield _sentence(root, lang, missing)


def _own_words(root: Path) -> Iterator[str]:
    """Yield the interface text of a magazine's data files and of its own templates."""
    catalog = Catalog(domain=OWN_DOMAIN)
    _add_templates(catalog, root / "theme" / "templates", root)
    yield from (_first(message) for message in catalog if message.id)
    yield from (words for _, words in _data_words(root))


def _sentence(root: Path, lang: str, missing: list[str]) -> str:
    locale = Locale.parse(lang, sep="-")
    file = root / OWN_FOLDER / str(locale) / "LC_MESSAGES" / f"{OWN_DOMAIN}.po"
    named = ", ".join(f'"{message}"' for message in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    count = "1 message" if len(missing) == 1 else f"{len(missing)} messages"
    gap = f"{count} of the magazine's own not in {locale.english_name} yet: {named}{more}"
    command = "invoke messages" if file.is_file() else f"invoke messages --add {lang}"
    return f"{file.relative_to(root).as_posix()}: {gap}; run {command} and translate them there (this stops nothing)"


def _add_templates(catalog: Catalog, folder: Path, root: Path) -> None:
    for file in sorted(folder.rglob("*.html")):
        with file.open("rb") as source:
            for line, message, comments, _ in extract("jinja2", source, _IN_TEMPLATES, _COMMENTS, _OPTIONS, True):
                path = file.relative_to(root).as_posix()
                catalog.add(message, locations=[(path, line)], auto_comments=comments)


def _data_words(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the words of data files that are shown in every language, with the file."""
    for name, fields in DATA.items():
        file = root / "content" / "data" / name
        located = tomlfile.load(file, file.relative_to(root).as_posix())
        if located.problems:
            raise OperationError(str(located.problems[0]))
        for field in fields:
            for message in _values(located.fields, field.split(".")):
                yield file.relative_to(root).as_posix(), message


def _values(table: Any, field: list[str]) -> Iterator[str]:
    """Yield the values of a field, in tables and lists of tables."""
    for item in table if isinstance(table, list) else [table]:
        value = item.get(field[0])
        if value is None:
            continue
        if len(field) == 1:
            yield from [value] if isinstance(value, str) else value
        else:
            yield from _values(value, field[1:])
