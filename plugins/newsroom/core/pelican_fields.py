"""Fields of Pelican that a file may not set, with the fields to use instead."""

from __future__ import annotations

import re

from newsroom.core import text

#: Fields of Pelican that the system fills in itself, and why a file may not.
FORBIDDEN = {
    "save_as": "take the line out: addresses follow from the section, the date and the slug",
    "url": "take the line out: addresses follow from the section, the date and the slug",
    "template": "write layout: in its place, whose values docs/reference/fields.md lists",
    "category": "take the line out: the section is the folder that the file lies in",
    "author": "write authors: in its place, with the ids of the authors",
    "path": "take the line out: the address follows from the place of the file",
}


def replacement(key: str, value: object) -> str:
    """Return the field to write in place of one of Pelican's; an author's id follows from the name."""
    names = re.split(r",|;|&|\band\b", value) if key == "author" and isinstance(value, str) else []
    ids = [id_ for name in names if (id_ := text.slugify(name))]
    return (
        f"write authors: [{', '.join(ids)}]; the names are those of files in content/authors/"
        if ids
        else FORBIDDEN[key]
    )
