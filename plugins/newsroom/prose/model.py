"""Quotations, headings, tables and notes, set as a magazine sets them."""

from __future__ import annotations

import re

from bs4.element import NavigableString, PageElement, Tag

from newsroom.core import text
from newsroom.core.passage import Passage

_BULLET = re.compile(r"^\s*[•●▪◦‣·]\s*\S")
_FIRST_WORD = re.compile(r"[^\n]\s*\w*")
_HEADING = re.compile(r"^h[1-6]$")
#: Ids that the page around a text uses; a test holds the theme to it.
_PAGE_IDS = re.compile(
    r"^(main|bios|comments?|corrections|read-next|reply|share|stories|tags)$|^[a-z-]+-title$|"
    r"^(comment|reply|share)-"
)
_ATTRIBUTION = re.compile(r"^\s*(?:—|–|--)\s*")
_DASHED_LINE = re.compile(r"\n[ \t]*(?:—|–|--)[^\n]*$")


def quotes(passage: Passage) -> None:
    """Set quotations: ``>>`` is a pull quote; a last line that begins with a dash says whose words they are."""
    for block in passage.tree.find_all("blockquote"):
        if block.parent is None:
            continue
        inner = _parts(block)
        if len(inner) == 1 and isinstance(inner[0], Tag) and inner[0].name == "blockquote":
            inner[0].unwrap()
            block.name = "aside"
            block["class"] = "pull-quote"
            inner = _parts(block)
        if inner and isinstance(inner[-1], Tag) and inner[-1].name == "p":
            inner += _last_line(passage, inner[-1])
        if len(inner) > 1 and isinstance(inner[-1], Tag) and inner[-1].name == "p":
            _attribute(inner[-1])


def _last_line(passage: Passage, paragraph: Tag) -> list[Tag]:
    """Make a paragraph of its own of a last line that begins with a dash."""
    words = paragraph.contents[-1] if paragraph.contents else None
    if not isinstance(words, NavigableString) or not _DASHED_LINE.search(words):
        return []
    said, _, name = str(words).rpartition("\n")
    words.replace_with(NavigableString(said))
    last = passage.tree.new_tag("p")
    last.string = name
    paragraph.insert_after(last)
    return [last]


def _attribute(paragraph: Tag) -> None:
    first = paragraph.contents[0] if paragraph.contents else None
    if isinstance(first, NavigableString) and _ATTRIBUTION.match(first):
        first.replace_with(NavigableString(_ATTRIBUTION.sub("", str(first))))
        paragraph.name = "footer"


def _parts(block: Tag) -> list[PageElement]:
    return [child for child in block.children if not (isinstance(child, NavigableString) and not child.strip())]


def headings(passage: Passage) -> None:
    """Give every heading an id; a first-level one becomes second-level, since the title is the first."""
    taken = _own_ids(passage)
    level = 1
    for heading in passage.tree.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        words = heading.get_text(" ", strip=True)
        depth = max(2, int(heading.name[1]))
        if heading.name == "h1" or depth > level + 1:
            fix = "begin with ## and go down one step at a time"
            line = passage.line_of(words, before=r"^(?:#+[ \t]*|(?=[^\n]+\n(?:=+|-+)[ \t]*$))")
            passage.problem("heading-order", line, f'the heading "{words}" is on the wrong level', fix)
            depth = min(depth, level + 1)
        heading.name = f"h{depth}"
        level = depth
        heading["id"] = _free(text.slugify(words) or "part", taken)


def _own_ids(passage: Passage) -> set[str]:
    """Return the ids that a text gives itself; one that is taken, by the page or by the text, is a problem."""
    taken: set[str] = set()
    for tag in passage.tree.find_all(id=True):
        name = str(tag["id"])
        if _HEADING.match(tag.name):
            continue
        if name in taken or _PAGE_IDS.match(name):
            passage.problem("html-refused", passage.line_of(name), f'the id "{name}" is taken', "choose another id")
        taken.add(name)
    return taken


def _free(wish: str, taken: set[str]) -> str:
    wish = f"part-{wish}" if _PAGE_IDS.match(wish) else wish
    name, number = wish, 2
    while name in taken:
        name, number = f"{wish}-{number}", number + 1
    taken.add(name)
    return name


def tables(passage: Passage) -> None:
    """Put every table in a box that scrolls by itself and can be reached by keyboard."""
    for table in passage.tree.find_all("table"):
        for cell in table.find_all("th"):
            cell["scope"] = "col" if cell.find_parent("thead") else "row"
        names = [cell.get_text(" ", strip=True) for cell in table.find_all("th", scope="col")]
        label = "Table: " + ", ".join(name for name in names if name)
        box = passage.tree.new_tag("div", attrs={"class": "table-scroll", "role": "region", "tabindex": "0"})
        box["aria-label"] = label if names else "Table"
        table.wrap(box)


def notes(passage: Passage) -> None:
    """Set footnotes as a section of their own, with a name for those who hear the page."""
    box = passage.tree.find("div", class_="footnote")
    if not isinstance(box, Tag):
        return
    box.name = "section"
    box.attrs = {"class": "notes", "aria-label": "Notes"}
    rule = box.find("hr")
    if isinstance(rule, Tag):
        rule.decompose()
    for reference in passage.tree.find_all("a", class_="footnote-ref"):
        reference["aria-label"] = f"Note {reference.get_text(strip=True)}"
    for back in box.find_all("a", class_="footnote-backref"):
        number = str(back.get("href", "")).rpartition(":")[2]
        back.attrs = {"class": "footnote-backref", "href": back["href"], "aria-label": f"Back to reference {number}"}


def pasted_bullets(passage: Passage) -> None:
    """Warn of lines that begin with a bullet sign in place of a list."""
    for paragraph in passage.tree.find_all(["p", "li"]):
        words = paragraph.get_text()
        if _BULLET.match(words):
            begin = _FIRST_WORD.match(words.strip())
            line = passage.line_of(begin[0] if begin else words, before=r"^[ \t>]*")
            fix = "begin each line with a hyphen and a space: - like this"
            passage.problem("pasted-bullet", line, "a bullet sign stands in for a list", fix)
