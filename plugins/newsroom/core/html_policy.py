"""HTML policy: the HTML that a story may contain, and what happens to all other HTML.

Contributors' raw HTML is allowed by list only. What the list lacks is reported with its line (`raw_problems`), and,
whatever was reported, the finished HTML passes through nh3 (`clean`), which knows HTML as browsers do.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from html.parser import HTMLParser

import nh3
from lxml.html import HtmlElement
from msgspec.structs import replace

from newsroom.core import deceptive_text
from newsroom.core.problems import Problem

# Attributes that a text may not have: which are left out without harm, and which are refused.
#
# Blocks of other systems and word processors set looks with thousands of them. Left out are those that decide nothing
# but
# looks, or what other programs do with a page. Refused is whatever runs, loads or sends something, takes the page from
# those who hear it, or hides words: left out, it would show what somebody meant to hide.

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


def is_ignored(name: str, value: str) -> bool:
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


def removal_note(path: str, left_out: Counter[str]) -> str:
    """Return the note on a file with the number of removed attributes; empty where there were none."""
    if not left_out:
        return ""
    count = left_out.total()
    named = ", ".join(f"{name} ({many})" for name, many in sorted(left_out.items(), key=lambda it: (-it[1], it[0]))[:8])
    more = "" if len(left_out) <= 8 else " and others"
    if count == 1:
        return f"{path}: an attribute of HTML has no effect here and was left out: {named}"
    return f"{path}: {count:,} attributes of HTML have no effect here and were left out: {named}{more}"


_TEXT_TAGS = frozenset(
    # One string, since seventy names on lines of their own say less.
    "a abbr b bdi blockquote br caption cite code col colgroup dd del dfn div dl dt em figcaption figure "  # noqa: SIM905
    "h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub sup table tbody "
    "td tfoot th thead time tr u ul var wbr".split()
)
#: Elements that only the transforms add; a contributor may not write them.
_OURS = {"aside", "footer", "picture", "section", "source"}
#: Elements that the transforms add for media; allowed only where they added them.
_PLAYERS = {"audio", "details", "summary", "track", "video"}
_EVERYWHERE = {"class", "dir", "id", "lang", "title"}
#: Attributes for assistive technology and for the keyboard, which our transforms write. A contributor
#: may say with it that an emoji is a picture, and what it shows; anything else could take the page over.
_ASSISTIVE = {"role", "aria-label", "aria-labelledby", "aria-describedby", "tabindex"}
_EMOJI = ("role", "aria-label")
#: Attributes that can make a page useless to people who hear it or use the keyboard.
_HIJACKS = _ASSISTIVE | {
    "accesskey", "aria-hidden", "aria-live", "aria-modal", "autofocus", "contenteditable", "hidden", "inert", "popover",
}  # fmt: skip
#: The classes that Markdown itself writes; those of the theme are not for a text to wear, or it could cover the page.
CLASSES = frozenset({"footnote", "footnote-backref", "footnote-ref"})
_LANGUAGE = re.compile(r"language-[\w+#.-]{1,40}\Z")
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "hreflang", "rel"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "img": {"alt", "src", "srcset", "sizes", "width", "height", "loading", "decoding"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "source": {"srcset", "sizes", "type", "media"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
}
#: Attributes that relate words to a picture in structured data; only our transforms may write them.
_OUR_ATTRIBUTES = {
    "*": _ASSISTIVE - {"tabindex"},
    "div": {"tabindex"},
    "figure": {"itemscope", "itemtype"},
    "img": {"itemprop"},
    "span": {"itemprop"},
}
#: Attributes that the transforms add for media and for scripts, by element.
_MEDIA_ATTRIBUTES = {
    "audio": {"controls", "preload", "src"},
    "blockquote": {"cite"},
    "div": {"data-next", "data-previous"},
    "figure": {"data-play", "data-player", "data-title"},
    "track": {"kind", "label", "src", "srclang"},
    "video": {"controls", "height", "playsinline", "poster", "preload", "src", "width"},
}
_OF_MEDIA = frozenset().union(*_MEDIA_ATTRIBUTES.values()) - {"height", "src", "width"}
_FINISHED = _ATTRIBUTES | {tag: names | _ATTRIBUTES.get(tag, set()) for tag, names in _OUR_ATTRIBUTES.items()}
_WITH_MEDIA = _FINISHED | {tag: names | _FINISHED.get(tag, set()) for tag, names in _MEDIA_ATTRIBUTES.items()}
_OF_MACHINES = frozenset(("itemprop", "itemscope", "itemtype"))
_OF_TRANSFORMS = _OF_MEDIA.union(_ASSISTIVE, _OF_MACHINES)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"^[\s\x00-\x20]*([a-zA-Z][\w+.\-]*):")
_CODE = re.compile(
    r"(?P<fence>^(?P<mark>~{3,}|`{3,})[^\n]*\n.*?(?<=\n)(?P=mark)[ \t]*$)|(?P<span>(?P<ticks>`+)[^`\n]+?(?P=ticks))|"
    r"^(?: {4}|\t)[^\n]*$",
    re.MULTILINE | re.DOTALL,
)
#: Other signs that end a comment in a browser.
_COMMENT_END = re.compile(r"<!---?>|--!>")
#: In HTML a browser takes it for a comment that ends at the first such sign, and not for a section of its own:
#: https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state
_MARKED = re.compile(r"<!\[[^>]*>")
#: Browsers pass over these inside an address.
_PASSED_OVER = re.compile(r"[\t\n\r]")
#: How Markdown aligns the columns of a table.
ALIGNMENT = re.compile(r"text-align: (left|right|center);")
#: More faults than this are not looked for one by one.
_MOST_TOLD = 100
_NOT_LINE = re.compile(r"[^\n]")
_HINTS = {
    "iframe": "link to the page instead; a video is shown by its address",
    "script": "stories hold words and pictures only",
    "style": "the theme decides how a story looks",
    "bdo": "take it out; words from right to left need no tag, and <bdi> keeps them apart from the rest",
    "h1": "the title is the only first-level heading; begin sub-headings with ##",
}


def clean(markup: str, *, media: bool = False) -> str:
    """Return HTML with everything outside the allow-list taken away.

    Args:
        markup: HTML.
        media: whether transforms have put players or the like into it; of what somebody wrote, `unwrap` has taken
            such things out before.
    """
    return str(_cleaner(media=media).clean(markup))


@functools.cache
def _cleaner(*, media: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_TEXT_TAGS | _OURS | _PLAYERS if media else _TEXT_TAGS | _OURS),
        attributes=_WITH_MEDIA if media else _FINISHED,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


def is_plain(word: str) -> bool:
    """Return whether a class is one that Markdown writes, for a note or a piece of code."""
    return word in CLASSES or bool(_LANGUAGE.match(word))


def is_allowed(tag: str) -> bool:
    """Return whether a contributor may write a tag."""
    return tag in _TEXT_TAGS


def unwrap(body: HtmlElement) -> None:
    """Remove HTML that only transforms may write: classes of the theme, players, attributes that scripts read.

    Also what tells assistive technology and the keyboard how to go about a page.
    """
    for element in list(body.iter()):
        worn = element.get("class")
        if worn is not None:
            plain_classes = " ".join(filter(is_plain, worn.split()))
            if plain_classes != worn:
                del element.attrib["class"]
                if plain_classes:
                    element.set("class", plain_classes)
        if element.tag in _PLAYERS:
            element.drop_tree()
        elif element.attrib:
            for name in _OF_TRANSFORMS.intersection(element.attrib):
                if not (name in _EMOJI and names_emoji(element)):
                    del element.attrib[name]


def names_emoji(element: HtmlElement) -> bool:
    """Return whether an element with ``role="img"`` and a label holds an emoji and nothing else."""
    if element.tag != "span" or element.get("role") != "img" or not element.get("aria-label"):
        return False
    return not len(element) and deceptive_text.is_sign(element.text or "")


def masked(source: str) -> str:
    """Return Markdown in which code is blanked out, every line keeping its length."""
    signs = any(sign in source for sign in ("`", "~~~", "\n    ", "\n\t"))
    return _CODE.sub(_blanked, source) if signs or source.startswith(("    ", "\t")) else source


def _blanked(match: re.Match[str]) -> str:
    return _NOT_LINE.sub(" ", match.group())


def forbidden_scheme(address: str) -> str:
    """Return the scheme of an address when it is not an allowed one, else an empty string."""
    match = _SCHEME.match(_PASSED_OVER.sub("", address))
    return match[1].lower() if match and match[1].lower() not in SCHEMES else ""


def raw_problems(source: str, markup: str, path: str, first_line: int) -> tuple[list[Problem], Counter[str]]:
    """Report the raw HTML in Markdown that is not on the list, and attributes in braces that it would not have.

    Also counts, by name, the attributes that are left out without a problem (`newsroom.core.html_policy`).

    What is wrong is looked for in what Markdown made of the text, and its line in the text: first outside of what
    looks like code, then everywhere.

    Args:
        source: a Markdown text.
        markup: the same text as HTML.
        path: path of the file that problems name.
        first_line: the line of the file on which the text begins.
    """
    if "<" not in source and "{:" not in source:
        return [], Counter()
    in_markup, left_out = _read(markup, path, 1)
    wrong = Counter(problem.message for problem, _ in in_markup)
    located = [problem for problem, _ in _read(masked(source), path, first_line)[0] if problem.message in wrong]
    if len(in_markup) > _MOST_TOLD:
        # Nobody mends so many one by one; and each of the rest would be looked for in all of the text.
        problems = located[:_MOST_TOLD] or [
            replace(problem, line=first_line, column=0) for problem, _ in in_markup[:_MOST_TOLD]
        ]
        return problems, left_out
    wrong.subtract(problem.message for problem in located)
    for problem, term in in_markup:
        if wrong[problem.message] > 0:
            wrong[problem.message] -= 1
            taken = {other.line for other in located if other.message == problem.message}
            places = re.finditer(re.escape(term), source, re.IGNORECASE)
            lines = [first_line + source.count("\n", 0, place.start()) for place in places]
            # An element that nobody wrote comes from Markdown: a first-level heading, for which there is another rule.
            if lines:
                line = next((line for line in lines if line not in taken), lines[0])
                located.append(replace(problem, line=line, column=0))
    return located, left_out


def _read(markup: str, path: str, first_line: int) -> tuple[list[tuple[Problem, str]], Counter[str]]:
    reader = _Reader(path, first_line)
    markup = _MARKED.sub(lambda match: _NOT_LINE.sub(" ", match.group()), markup)
    reader.feed(_COMMENT_END.sub(lambda match: "-->".rjust(len(match.group())), markup))
    reader.close()
    return reader.problems, reader.left_out


class _Reader(HTMLParser):
    def __init__(self, path: str, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.first_line = path, first_line
        #: Each with what it can be found by.
        self.problems: list[tuple[Problem, str]] = []
        self.left_out = Counter[str]()

    def set_cdata_mode(self, *args: object, **kwargs: object) -> None:
        """Read the inside of a script like the rest, so that all that is wrong is said at once."""

    def _report(self, message: str, fix: str, term: str) -> None:
        line, column = self.getpos()
        problem = Problem(self.path, line + self.first_line - 1, column + 1, "html-forbidden", message, fix)
        self.problems.append((problem, term))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TEXT_TAGS:
            fix = _HINTS.get(tag, "take the tag out; the words may stay")
            self._report(f"<{tag}> is not allowed", fix, f"<{tag}")
            return
        allowed = _EVERYWHERE | _ATTRIBUTES.get(tag, set())
        for name, value in attrs:
            if name == "style" and tag in ("td", "th") and ALIGNMENT.fullmatch(value or ""):
                continue
            worn = [word for word in (value or "").split() if not is_plain(word)] if name == "class" else []
            if (worn or name not in allowed) and is_ignored(name, " ".join(worn) if name == "class" else value or ""):
                self.left_out[name] += 1
                continue
            if worn:
                fix = "take it out, and the words with it if readers are not to see them: nothing is hidden here"
                self._report(f'"class" is not allowed on <{tag}>', fix, worn[0])
                continue
            if name in _EMOJI and tag == "span" and dict(attrs).get("role") == "img" and dict(attrs).get("aria-label"):
                continue
            # Where addresses lead is looked at with all links and pictures.
            if name not in allowed:
                attribute = f"{name}={value}" if name in ("role", "tabindex") and value else name
                self._report(f'"{attribute}" is not allowed on <{tag}>', _fix(name), name)


def _fix(name: str) -> str:
    if name in _EMOJI:
        return 'take it out; it may say what an emoji shows: <span role="img" aria-label="rainbow flag">🏳️‍🌈</span>'
    if name in _HIJACKS:
        return "take it out; the site itself says what screen readers and keyboards need"
    return "take it out"
