"""Quotations, headings, tables and notes, set as a magazine sets them."""

from __future__ import annotations

import re
from collections import Counter

from lxml.html import HtmlElement

from newsroom.core import text, tree
from newsroom.core.html_policy import ALIGNMENT
from newsroom.core.markdown_document import MarkdownDocument
from newsroom.core.page_ids import is_of_the_page

_BULLETS = "•●▪◦‣·"
_BULLET = re.compile(rf"^\s*[{_BULLETS}]\s*\S")
_WITH_ID = tree.query(".//*[@id]")
_FIRST_WORD = re.compile(r"[^\n]\s*\w*")
_HEADING = re.compile(r"^h[1-6]$")
_ATTRIBUTION = re.compile(r"^\s*(?:—|–|--)\s*")


def quotes(document: MarkdownDocument) -> None:
    """Set quotations: ``>>`` is a pull quote; a last line that begins with a dash says whose words they are."""
    for block in tree.elements(document.tree, "blockquote"):
        if block.getparent() is None:
            continue
        inner = tree.parts(block)
        if len(inner) == 1 and isinstance(inner[0], HtmlElement) and inner[0].tag == "blockquote":
            inner[0].drop_tag()
            block.tag = "aside"
            block.set("class", "pull-quote")
            inner = tree.parts(block)
        last = inner[-1] if inner else ""
        if isinstance(last, HtmlElement) and last.tag == "p":
            name = _last_line(last)
            if len(inner) > 1 or name is not last:
                _attribute(name)


def _last_line(paragraph: HtmlElement) -> HtmlElement:
    """Return the last line as a paragraph of its own where it begins with a dash; else the paragraph as it is.

    There may be links and other marks on it.
    """
    children = list(paragraph)
    for place in range(len(children), -1, -1):
        before = children[place - 1] if place else None
        words = (paragraph.text if before is None else before.tail) or ""
        if "\n" not in words:
            continue
        quotation, _, name = words.rpartition("\n")
        if not _ATTRIBUTION.match(name):
            break
        if before is None:
            paragraph.text = quotation
        else:
            before.tail = quotation
        last = tree.new("p", name)
        last.extend(children[place:])
        paragraph.addnext(last)
        return last
    return paragraph


def _attribute(paragraph: HtmlElement) -> None:
    if _ATTRIBUTION.match(paragraph.text or ""):
        paragraph.text = _ATTRIBUTION.sub("", paragraph.text or "")
        paragraph.tag = "footer"


def headings(document: MarkdownDocument) -> None:
    """Give every heading an id and a level: the second is the first, since the title stands above all.

    What was written with the fewest signs is of the second level all through the text, and each further number of signs
    one level lower, so that headings that look alike in the file look alike on the page.
    """
    all_headings = list(tree.elements(document.tree, "h1", "h2", "h3", "h4", "h5", "h6"))
    ranks = {written: rank for rank, written in enumerate(sorted({heading.tag for heading in all_headings}), 2)}
    taken, numbers = _own_ids(document), Counter[str]()
    before = 1
    for heading in all_headings:
        words = heading_words(heading)
        written = int(str(heading.tag)[1])
        if written == 1 or written > before + 1:
            fix = "begin with ## and go down one step at a time"
            document.problem(
                "heading-order", line_of_heading(document, words), f'the heading "{words}" is on the wrong level', fix
            )
        before = max(written, 2)
        heading.tag = f"h{min(ranks[heading.tag], 6)}"
        heading.set("id", _free(heading.get("id") or text.slugify(words) or "part", taken, numbers))


def heading_words(heading: HtmlElement) -> str:
    """Return the words of a heading without the numbers of its notes."""
    if heading.find(".//sup") is None:
        return tree.words(heading)
    return " ".join(" ".join(heading.xpath(".//text()[not(ancestor::a[contains(@class, 'footnote-ref')])]")).split())


def line_of_heading(document: MarkdownDocument, words: str) -> int:
    """Return the line of a heading with some text."""
    return document.line_of(words, before=r"^(?:#+[ \t]*|(?=[^\n]+\n(?:=+|-+)[ \t]*$))")


def _own_ids(document: MarkdownDocument) -> set[str]:
    """Return the ids that a text gives itself; one that is taken, by the page or by the text, is a problem."""
    taken: set[str] = set()
    for element in _WITH_ID(document.tree):
        name = element.get("id")
        if _HEADING.match(element.tag):
            continue
        if name in taken or is_of_the_page(name):
            document.problem("html-forbidden", document.line_of(name), f'the id "{name}" is taken', "choose another id")
        taken.add(name)
    return taken


def _free(wish: str, taken: set[str], numbers: Counter[str]) -> str:
    wish = f"part-{wish}" if is_of_the_page(wish) else wish
    name = wish
    while name in taken:
        # The last number is kept, or many headings of one name would each begin with 2.
        numbers[wish] += 1
        name = f"{wish}-{numbers[wish] + 1}"
    taken.add(name)
    return name


#: A cell of figures: a number with its sign, separators and unit, or nothing. Spaces separate thousands: groups of
#: other lengths make a telephone number, which is read from its beginning.
_FIGURES = re.compile(
    r"(?:[$€£]?[+−–-]?[$€£]?(?:\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?|\d[\d.,:/]*)\s*(?:%|per cent|percent|km|m|kg)?|[–—-]?)"
)

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def tables(document: MarkdownDocument) -> None:
    """Put every table in a box that scrolls by itself and can be reached by keyboard; its columns are set by classes.

    Markdown aligns a column by a style of each cell, which the policy of the page forbids.
    """
    for table in tree.elements(document.tree, "table"):
        for cell in table.iter("td", "th"):
            aligned = ALIGNMENT.fullmatch(cell.attrib.pop("style", ""))
            if aligned:
                cell.set("class", f"align-{aligned[1]}")
        _set_figures(table, document.phrase("Total"))
        heads = [cell for cell in table.iter("th") if next(cell.iterancestors("thead"), None) is not None]
        for cell in table.iter("th"):
            cell.set("scope", "col" if cell in heads else "row")
        named = ", ".join(filter(None, map(tree.words, heads)))
        label = document.phrase("Table")
        box = tree.new("div", class_="table-scroll", role="region", tabindex="0")
        box.set("aria-label", f"{label}: {named}" if named else label)
        tree.wrap(table, box)


def _set_figures(table: HtmlElement, total: str) -> None:
    """Align columns of figures, below one another, at the end; and mark rows of totals.

    The first column is what the rows are about, and stays; so do years. An alignment that the writer chose stays too.

    Args:
        table: the table.
        total: the word with which a row of totals begins; one whose first cell is bold is such a row too.
    """
    body = list(table.iterfind("tbody/tr"))
    rows = [list(row.iterchildren("td", "th")) for row in body]
    for column in range(1, max(map(len, rows), default=0)):
        words = [tree.words(row[column]) for row in rows if column < len(row)]
        figures = [cell for cell in words if any(map(str.isdigit, cell))]
        years = all(_YEAR.fullmatch(cell) for cell in figures)
        if figures and not years and all(_FIGURES.fullmatch(cell) for cell in words):
            for row in table.iter("tr"):
                cells = list(row.iterchildren("td", "th"))
                if column < len(cells) and not tree.classes(cells[column]):
                    cells[column].set("class", "align-right")
    for row, cells in zip(body, rows, strict=True):
        first = tree.words(cells[0]) if cells else ""
        bold = next(iter(cells[0].iterchildren("strong")), None) if cells else None
        if first.casefold().startswith(total.casefold()) or (bold is not None and tree.words(bold) == first):
            row.set("class", "total")


def notes(document: MarkdownDocument) -> None:
    """Set footnotes as a section of their own, with a name for those who hear the page."""
    box = next((div for div in document.tree.iter("div") if "footnote" in tree.classes(div)), None)
    if box is None:
        return
    box.tag = "section"
    _set_attributes(box, {"class": "notes", "aria-label": document.phrase("Notes")})
    for reference in document.tree.iter("a"):
        if "footnote-ref" in tree.classes(reference):
            reference.set("aria-label", document.phrase("Note %(number)s") % {"number": tree.words(reference)})
    for number, note in enumerate(box.iterfind("./ol/li"), 1):
        for back in note.iter("a"):
            if "footnote-backref" in tree.classes(back):
                label = document.phrase("Back to reference %(number)s") % {"number": number}
                _set_attributes(back, {"class": "footnote-backref", "href": back.get("href", ""), "aria-label": label})


def _set_attributes(element: HtmlElement, attributes: dict[str, str]) -> None:
    """Give an element these attributes and no others."""
    element.attrib.clear()
    element.attrib.update(attributes)


def pasted_bullets(document: MarkdownDocument) -> None:
    """Warn of lines that begin with a bullet sign in place of a list."""
    everything = document.tree.text_content()
    if not any(sign in everything for sign in _BULLETS):
        return
    for paragraph in document.tree.iter("p", "li"):
        words = str(paragraph.text_content())
        if _BULLET.match(words):
            begin = _FIRST_WORD.match(words.strip())
            line = document.line_of(begin[0] if begin else words, before=r"^[ \t>]*")
            fix = "begin each line with a hyphen and a space: - like this"
            document.problem("pasted-bullet", line, "a bullet sign stands in for a list", fix)
