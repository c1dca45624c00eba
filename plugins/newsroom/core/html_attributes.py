"""Attributes that a text may not have: which are left out without harm, and which are refused.

Blocks of other systems and word processors set looks with thousands of them. Left out are those that decide nothing but
looks, or what other programs do with a page. Refused is whatever runs, loads or sends something, takes the page from
those who hear it, or hides words: left out, it would show what somebody meant to hide.
"""

from __future__ import annotations

import re
from collections import Counter

_LOOKS = frozenset(
    # One string, since sixty names on lines of their own say less.
    "align alink bgcolor border bordercolor cellpadding cellspacing char charoff clear color compact cols face frame "  # noqa: SIM905
    "height hspace leftmargin marginheight marginwidth noshade nowrap rows rules size text topmargin valign vlink "
    "vspace width abbr axis summary "
    "about datatype itemid itemprop itemref itemscope itemtype property resource typeof vocab "
    "decoding fetchpriority lang language loading name referrerpolicy sizes srcset xml:lang "
    "charset download hreflang media rel rev target type".split()
)
#: Also on elements that need them for nothing.
_DATA = re.compile(r"data-[a-z0-9_.:-]+\Z")
#: Classes by which other systems hide words.
_HIDING = frozenset(
    "collapse d-none hidden hide invisible is-hidden screen-reader-text sr-only visually-hidden".split()  # noqa: SIM905
)
#: Properties that hide nothing and load nothing.
_PROPERTY = re.compile(
    r"(?:-webkit-|-moz-|-ms-)?(?:background-color|border(?:-[a-z]+)*|box-sizing|break-[a-z]+|clear|color|float|"
    r"font(?:-(?:family|feature-settings|kerning|size|stretch|style|variant[a-z-]*|weight|smoothing))?|hyphens|"
    r"letter-spacing|line-height|list-style(?:-type|-position)?|margin(?:-[a-z]+)*|max-width|min-(?:width|height)|"
    r"mso-[a-z-]+|orphans|overflow-wrap|padding(?:-[a-z]+)*|page-break-[a-z]+|text-(?:align|decoration|transform|"
    r"size-adjust|stroke-width)[a-z-]*|vertical-align|white-space(?:-collapse)?|widows|width|height|word-[a-z]+)\Z"
)
#: A value that loads or runs something, is written in riddles, or makes words vanish.
_RISKY_VALUE = re.compile(r"\(|\\|@|<|/\*|javascript|transparent|(?<![\d.])-?0*\.?0+(?:px|pt|em|rem|%|vw|vh)?\s*\Z")
_SAFE_FUNCTION = re.compile(r"\b(?:rgba?|hsla?|var|calc)\([\w\s.,%/+*-]*\)")
_MAY_BE_NOTHING = re.compile(r"(?:border|margin|padding|letter-spacing|word-spacing|orphans|widows|mso|min-)")


def is_left_out(name: str, value: str) -> bool:
    """Return whether an attribute that the list does not allow may be left out; otherwise it is refused."""
    if name == "class":
        return _HIDING.isdisjoint(value.lower().split())
    if name == "style":
        return all(map(_is_plain, filter(str.strip, value.lower().split(";"))))
    return name in _LOOKS or bool(_DATA.match(name))


def _is_plain(declaration: str) -> bool:
    """Return whether a declaration of a style decides looks alone."""
    name, sign, value = (part.strip() for part in declaration.partition(":"))
    if not (sign and _PROPERTY.match(name)):
        return False
    bare = _SAFE_FUNCTION.sub("x", value.removesuffix("!important"))
    if _MAY_BE_NOTHING.match(name) and re.fullmatch(r"[\d.a-z%#\s-]+", bare):
        return True
    return not _RISKY_VALUE.search(bare.strip())


def told(path: str, left_out: Counter[str]) -> str:
    """Return the one note on a file from whose text attributes were left out; empty where none was."""
    if not left_out:
        return ""
    count = left_out.total()
    named = ", ".join(f"{name} ({many})" for name, many in sorted(left_out.items(), key=lambda it: (-it[1], it[0]))[:8])
    more = "" if len(left_out) <= 8 else " and others"
    if count == 1:
        return f"{path}: an attribute of HTML has no effect here and was left out: {named}"
    return f"{path}: {count:,} attributes of HTML have no effect here and were left out: {named}{more}"
