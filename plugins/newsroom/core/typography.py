"""Typographic quotes, dashes, dots and last lines: what smartypants and typogrify make, at a fraction of the time.

Both compile a dozen expressions for every run of text between two tags, and look at every sign of it. Nearly all runs
hold no sign to change, or only such as stand plainly between words; and a widow is a matter of a paragraph's end alone.
What is not plain is handed to the libraries. Tests hold that the results are theirs.
"""

from __future__ import annotations

import re

from typogrify import filters

#: What smartypants may change, and what makes it look further than one run of text.
_CURLS = re.compile(r"""['"\\]|--|\.\.\.|\. \. \.|``""")
_WHOLE = re.compile(r"""<!|<(?:pre|samp|code|tt|kbd|script|style|math)\b|(?:^|>)['"](?:<|$)""", re.IGNORECASE)
_RUN = re.compile(r">[^<]+")
#: Signs that stand plainly: inside a word, before one, behind one; dashes and dots that touch no other sign. Each is
#: looked for by its first sign and only then by what stands before it, which is many times faster.
_PLAIN = re.compile(
    r"""'(?<=[^\W\d_]')(?=[^\W\d_])|['"](?:(?<=\s.)|(?<=\A.))(?=\w)|['"](?<=[\w.,!?…)].)(?=[\s.,;:!?)]|\Z)"""
    r"""|--(?<![-"']--)(?![-"'])|\.\.\.(?<![."']\.\.\.)(?![."'])"""
)
_OTHERS = {"--": "—", "...": "…"}
_OPENING = {"'": "‘", '"': "“"}
_CLOSING = {"'": "’", '"': "”"}
_ENTITY = re.compile(r"&#(8211|8212|8216|8217|8220|8221|8230);")
_BLOCK = re.compile(r".*?(?:</(?:p|h[1-6]|li|dt|dd)>|\Z)", re.DOTALL)
#: Signs from the end of a block that hold its last two words, unless they are very long.
_TAIL = 120


def curled(markup: str) -> str:
    """Return HTML with the quotes, dashes and dots that smartypants gives it."""
    if not _CURLS.search(markup):
        return markup
    if _WHOLE.search(markup):
        # It looks at a neighbour only for a run that is a single quotation mark, and passes over what is code.
        return _by_library(markup)
    before, tag, rest = markup.partition("<")
    return _run(before) + _RUN.sub(lambda match: ">" + _run(match.group()[1:]), tag + rest)


def _run(words: str) -> str:
    if not _CURLS.search(words):
        return words
    made = _PLAIN.sub(_sign, words)
    return _by_library(words) if _CURLS.search(made) else made


def _sign(match: re.Match[str]) -> str:
    sign, place = match.group(), match.start()
    if sign in _OTHERS:
        return _OTHERS[sign]
    opens = not place or match.string[place - 1].isspace()
    return (_OPENING if opens else _CLOSING)[sign]


def _by_library(markup: str) -> str:
    return _ENTITY.sub(lambda match: chr(int(match[1])), str(filters.smartypants(markup)))


def unwidowed(markup: str) -> str:
    """Return HTML in which typogrify keeps the last two words of a paragraph, heading or item on one line."""
    return _BLOCK.sub(lambda match: _end(match.group()), markup)


def _end(block: str) -> str:
    if len(block) > _TAIL:
        tail = block[-_TAIL:]
        made = str(filters.widont(tail))
        if made != tail:
            return block[:-_TAIL] + made
    return str(filters.widont(block))
