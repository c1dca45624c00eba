"""Ids that pages use themselves: a text that gave one to something would take the place of the first.

Where a skip link leads, what names a section for those who hear the page, and what a form is found by.
"""

from __future__ import annotations

import re

#: Each as a regular expression for a whole id; a test holds every id of every template to this list.
_OF_THE_PAGE = (
    "main", "comments", "key-points", "[a-z-]+-title", "(?:comment|reply|share)-.*", "through-[a-z]+",
    "(?:front-section|people|year)-[0-9]+", "letter-.", r"at-[0-9]{4}-.*",
    # Ids that scripts of readers' own, and pages of older releases, look for.
    "bios?", "comment", "corrections", "read-next", "reply", "share", "stories", "tags",
)  # fmt: skip
_PATTERN = re.compile("|".join(_OF_THE_PAGE))


def is_of_the_page(name: str) -> bool:
    """Return whether an id is one that the page around a text may use, whatever its case and the blanks around it."""
    return bool(_PATTERN.fullmatch(name.strip().lower()))
