"""How words stand in the files for web servers, so that they cannot be taken for anything else there."""

from __future__ import annotations

import re

#: What whole servers name where nobody knows the folder on the server.
FOLDER = "/srv/qnews/public"
#: nginx reads 4,096 bytes of one word of a configuration, and stops at a longer one.
MOST_OF_A_WORD = 4000
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]")
#: Signs of a folder's name that no quoting keeps from being read: variables, placeholders and patterns of file names.
_NO_FOLDER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\"'`$\\{}*?\[\]]")


class UnquotableText(ValueError):
    """Words that cannot stand in a configuration."""


def folder_fault(folder: str) -> str:
    """Return why the name of a folder cannot stand in a configuration, in words; empty where it can."""
    if not folder.startswith("/"):
        return "it is not known where on the server it lies"
    sign = _NO_FOLDER.search(folder)
    return f"its name has the sign {sign[0]!a}, which nginx and Caddy take for something else" if sign else ""


def nginx(words: str, *, pattern: bool = False) -> str:
    """Return words between double quotes, as nginx reads them.

    Args:
        words: the words.
        pattern: whether they are a regular expression, whose dollar signs and backslashes are its own.

    Raises:
        UnquotableText: when nginx would read something else.
    """
    if _CONTROLS.search(words) or len(words.encode()) > MOST_OF_A_WORD:
        raise UnquotableText(f"nginx cannot be told {words[:80]!r}")
    if pattern or words.startswith("~"):
        # Before these letters nginx takes a backslash for its own.
        if re.search(r"\\[\\'\"nrt]", words):
            raise UnquotableText(f"nginx cannot be told {words[:80]!r}")
        return '"' + words.replace('"', '\\"') + '"'
    if "$" in words:
        raise UnquotableText(f"nginx takes the dollar sign in {words[:80]!r} for a variable")
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def caddy(words: str) -> str:
    """Return words between double quotes, as Caddy reads them.

    Raises:
        UnquotableText: when Caddy would read something else.
    """
    if _CONTROLS.search(words) or re.search(r"[{}\\]", words):
        raise UnquotableText(f"Caddy cannot be told {words[:80]!r}")
    return '"' + words.replace('"', '\\"') + '"'


def caddy_raw(words: str) -> str:
    """Return words between backticks, in which Caddy reads nothing, such as a regular expression.

    Raises:
        UnquotableText: when Caddy would read something else.
    """
    if _CONTROLS.search(words) or "`" in words or "{$" in words:
        raise UnquotableText(f"Caddy cannot be told {words[:80]!r}")
    return f"`{words}`"
