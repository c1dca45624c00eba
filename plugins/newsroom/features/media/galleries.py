"""Galleries: pictures on lines right below one another are one; a blank line between them keeps them apart."""

from __future__ import annotations

from lxml.html import HtmlElement

from newsroom.core import tree
from newsroom.core.markdown_document import MarkdownDocument
from newsroom.features.media.interface_text import StoryWords, words

GALLERY = "gallery"


def galleries(document: MarkdownDocument) -> None:
    """Set paragraphs that hold several pictures and nothing else as galleries.

    Works before pictures become figures, so that each of them is alone in its paragraph by then.
    """
    if document.source.count("![") + document.source.count("<img") < 2:
        return
    labels = words(document.phrase)
    for paragraph in tree.elements(document.tree, "p"):
        inner = tree.parts(paragraph)
        images = [part for part in inner if isinstance(part, HtmlElement) and part.tag == "img"]
        # Two spaces at the end of a line make a break, which somebody may well have typed.
        rest = [part for part in inner if not isinstance(part, HtmlElement) or part.tag not in ("img", "br")]
        if len(images) > 1 and not rest and all(map(_ends_line, images[:-1])):
            _set(paragraph, images, labels)
            document.media.add(GALLERY)


def _ends_line(image: HtmlElement) -> bool:
    """Return whether the next picture stands on a line below; two small ones side by side are no gallery."""
    following = image.getnext()
    return "\n" in (image.tail or "") or (following is not None and following.tag == "br")


def _set(paragraph: HtmlElement, images: list[HtmlElement], labels: StoryWords) -> None:
    count = len(images)
    box = tree.new("div", class_="gallery", data_previous=labels.previous, data_next=labels.next)
    row = tree.new("div", class_="gallery-row", role="region", tabindex="0")
    row.set("aria-label", labels.gallery.format(count=count))
    items = tree.new("ol")
    for number, image in enumerate(images, 1):
        item, own = tree.new("li"), tree.new("p")
        image.tail = None
        own.append(image)
        item.extend((own, tree.new("p", labels.place.format(number=number, count=count), class_="gallery-place")))
        items.append(item)
    row.append(items)
    box.append(row)
    box.tail = paragraph.tail
    parent = paragraph.getparent()
    if parent is not None:
        parent.replace(paragraph, box)
