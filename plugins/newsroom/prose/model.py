"""Quotations, headings, tables and notes, set as a magazine sets them."""

from __future__ import annotations

import re

from bs4.element import NavigableString, Tag

from newsroom.core import text
from newsroom.core.passage import Passage

_BULLET = re.compile(r"^\s*[•●▪◦‣·]\s*\S")
_ATTRIBUTION = re.compile(r"^\s*(?:—|–|--)\s*")


def quotes(passage: Passage) -> None:
    """Set quotations: ``>>`` is a pull quote; a last line that begins with a dash says whose words they are."""
    for block in passage.tree.find_all("blockquote"):
        if block.parent is None:
            continue
        inner = [child for child in block.children if not _blank(child)]
        if len(inner) == 1 and isinstance(inner[0], Tag) and inner[0].name == "blockquote":
            inner[0].unwrap()
            block.name = "aside"
            block["class"] = "pull-quote"
        elif len(inner) > 1 and isinstance(inner[-1], Tag) and inner[-1].name == "p":
            _attribute(inner[-1])


def _attribute(paragraph: Tag) -> None:
    first = paragraph.contents[0] if paragraph.contents else None
    if isinstance(first, NavigableString) and _ATTRIBUTION.match(first):
        first.replace_with(NavigableString(_ATTRIBUTION.sub("", str(first))))
        paragraph.name = "footer"


def _blank(child: object) -> bool:
    return isinstance(child, NavigableString) and not child.strip()


def headings(passage: Passage) -> None:
    """Give every heading an id; a first-level one becomes second-level, since the title is the first."""
    taken: set[str] = set()
    level = 1
    for heading in passage.tree.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
        words = heading.get_text(" ", strip=True)
        depth = max(2, int(heading.name[1]))
        if heading.name == "h1" or depth > level + 1:
            fix = "begin with ## and go down one step at a time"
            line = passage.line_of(words)
            passage.problem("heading-order", line, f'the heading "{words}" is on the wrong level', fix)
            depth = min(depth, level + 1)
        heading.name = f"h{depth}"
        level = depth
        heading["id"] = _free(text.slugify(words) or "part", taken)


def _free(wish: str, taken: set[str]) -> str:
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
            line = passage.line_of(words.strip().split("\n")[0][:20])
            fix = "begin each line with a hyphen and a space: - like this"
            passage.problem("pasted-bullet", line, "a bullet sign stands in for a list", fix)
