"""``invoke messages``: puts the interface text into the catalogues of theme/translations/, and lists what they lack."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from newsroom.commands.console import OperationError, say, with_messages
from newsroom.core import tomlfile
from newsroom.engine.i18n.catalogues import DOMAIN, SOURCE

#: Below the project's folder.
FOLDER = "theme/translations"
#: The marks of interface text in Python: text that a template prints, and text that a story gets while it is read.
_MARKS: dict[str, None] = {"TranslatableText": None, "phrase": None}
#: The marks of interface text in templates besides the tag.
_IN_TEMPLATES = {"_": None, "gettext": None, "ngettext": (1, 2)}
#: The fields of files in content/data/ whose values are interface text, in every language.
DATA = {
    "sections.toml": ("section.name",),
    "navigation.toml": ("main.label", "footer.title", "footer.links.label", "imprint.links.label"),
    "content_notes.toml": ("note.words", "note.label"),
    "social.toml": ("account.label",),
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
#: First words of a comment for translators, in templates and in Python.
_COMMENTS = ("Translators:",)
_HEAD = """\
# The interface text of the magazine, in {name}.
# Written with "invoke messages"; docs/how-to/add-a-language.md says how."""


@dataclass(frozen=True, slots=True)
class CatalogueProgress:
    """How far a catalogue is: how many messages there are, and which are not translated, or only guessed."""

    lang: str
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
        say(f"{catalogue.lang}: {'complete' if not catalogue.missing else 'INCOMPLETE'}, {done} of {catalogue.total}")
        for message in catalogue.missing:
            say(f"  not yet: {message}")
    if not progress:
        say("there is no catalogue; invoke messages --add ru begins one")
    return 0


def catalogues(root: Path) -> list[Path]:
    """Return the files of all catalogues."""
    return sorted((root / FOLDER).glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def _begin(root: Path, lang: str) -> None:
    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise OperationError(f'"{lang}" is no language that is known; write its code, such as vi or zh-Hans') from None
    if lang == SOURCE:
        raise OperationError(f"the interface text is written in {SOURCE} and needs no catalogue for it")
    file = root / FOLDER / str(locale) / "LC_MESSAGES" / f"{DOMAIN}.po"
    if file.exists():
        raise OperationError(f"there is a catalogue for {lang} already: {file.relative_to(root).as_posix()}")
    file.parent.mkdir(parents=True, exist_ok=True)
    head, publisher = _HEAD.format(name=locale.english_name), "QN Magazine"
    catalog = Catalog(
        locale,
        DOMAIN,
        head,
        publisher,
        "1",
        publisher,
        publisher,
        last_translator=publisher,
        language_team=publisher,
        fuzzy=False,
    )
    file.write_bytes(_serialized(catalog))
    say(f"{file.relative_to(root).as_posix()} is there to be filled in")


def _update(root: Path, file: Path) -> CatalogueProgress:
    """Bring a catalogue up to date; one that is so already is left as it is."""
    before = file.read_bytes()
    lang = file.parent.parent.name
    catalog = read_po(io.BytesIO(before), locale=lang, domain=DOMAIN)
    catalog.update(template(root), no_fuzzy_matching=True, update_creation_date=False)
    after = _serialized(catalog)
    if after != before:
        file.write_bytes(after)
    return progress_of(lang, catalog)


def progress_of(lang: str, catalog: Catalog) -> CatalogueProgress:
    """Say how far a catalogue is."""
    entries = [message for message in catalog if message.id]
    missing = tuple(_first(message) for message in entries if message.fuzzy or not _is_translated(message))
    return CatalogueProgress(lang.replace("_", "-"), len(entries), missing)


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
    """Return the interface text, in English: of templates, code and the data files.

    Args:
        root: the project's folder.
    """
    catalog = Catalog(domain=DOMAIN)
    for path, line, message, comments in _extracted(root):
        catalog.add(message, locations=[(path, line)], auto_comments=comments)
    return catalog


def _extracted(root: Path) -> Iterator[tuple[str, int, Any, list[str]]]:
    for file in sorted((root / "theme" / "templates").rglob("*.html")):
        with file.open("rb") as source:
            for line, message, comments, _ in extract("jinja2", source, _IN_TEMPLATES, _COMMENTS, _OPTIONS, True):
                yield file.relative_to(root).as_posix(), line, message, comments
    for file in sorted((root / "plugins" / "newsroom").rglob("*.py")):
        with file.open("rb") as source:
            for line, message, comments, _ in extract("python", source, _MARKS, _COMMENTS, None, True):
                yield file.relative_to(root).as_posix(), line, message, comments
    for name, fields in DATA.items():
        file = root / "content" / "data" / name
        located = tomlfile.load(file, file.relative_to(root).as_posix())
        if located.problems:
            raise OperationError(str(located.problems[0]))
        for field in fields:
            for message in _values(located.fields, field.split(".")):
                yield file.relative_to(root).as_posix(), 0, message, []


def _values(table: Any, field: list[str]) -> Iterator[str]:
    """Yield the values of a field, in tables and lists of tables."""
    for item in table if isinstance(table, list) else [table]:
        value = item.get(field[0])
        if value is None:
            continue
        if len(field) == 1:
            yield value
        else:
            yield from _values(value, field[1:])
