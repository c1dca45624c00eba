"""A catalogue to test with."""

from __future__ import annotations

from pathlib import Path

_HEAD = """\
msgid ""
msgstr ""
"Language: {lang}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"
"""
_PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}


def catalogue(theme: Path, lang: str, entries: str, domain: str = "newsroom") -> Path:
    """Write a catalogue in the place of the theme's own, or of the magazine's.

    Args:
        theme: the theme's folder, or that of the content.
        lang: the language, as folders name it.
        entries: the messages, as gettext has them.
        domain: ``magazine`` for the magazine's own.
    """
    file = theme / "translations" / lang / "LC_MESSAGES" / f"{domain}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    plurals = _PLURALS.get(lang, "nplurals=1; plural=0;")
    file.write_text(_HEAD.format(lang=lang, plurals=plurals) + "\n" + entries, "utf-8")
    return file
