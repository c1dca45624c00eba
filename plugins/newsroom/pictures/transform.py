"""Pictures in a text become figures with a caption, a credit and every size."""

from __future__ import annotations

from lxml.html import HtmlElement

from newsroom.core import tree
from newsroom.core.passage import Passage, PictureFault

SIZES = "(min-width: 48rem) 42rem, 100vw"


def transform(passage: Passage) -> None:
    """Set every picture of a text; one that stands alone in its paragraph becomes a figure.

    The title of a picture (``![alt](/images/2026/x.jpg "Caption | Credit")``) is its caption, and behind a bar its
    credit.
    """
    for image in tree.every(passage.tree, "img"):
        src = image.get("src", "")
        line = passage.line_of(src) if src else passage.first_line
        if not image.get("alt", "").strip():
            fix = f"say between the square brackets what it shows: ![…]({src})"
            passage.problem("picture-alt", line, f'the picture "{src}" has no alt text', fix)
        path = _path(src)
        if path is None:
            fix = "put the file under content/images/ and write /images/2026/name.jpg"
            passage.problem("picture-missing", line, f'"{src}" is no picture of this site', fix)
            continue
        try:
            _set(passage, image, path)
        except PictureFault as fault:
            passage.problem(fault.rule, line, fault.message, fault.fix)


def _path(src: str) -> str | None:
    """Return the path under content/images/ that an address in a text means."""
    for start in ("{static}/images/", "{attach}/images/", "/images/"):
        if src.startswith(start) and ".." not in src.split("/"):
            return src.removeprefix(start)
    return None


def _set(passage: Passage, image: HtmlElement, path: str) -> None:
    caption, _, credit = (words.strip() for words in image.get("title", "").partition("|"))
    picture = passage.shelf.picture(path, image.get("alt", ""), caption, credit)
    passage.images.append(path)
    image.attrib.clear()
    image.attrib.update({
        "src": picture.src,
        "alt": picture.alt,
        "width": str(picture.width),
        "height": str(picture.height),
        "loading": "lazy",
        "decoding": "async",
    })  # fmt: skip
    if picture.srcset:
        image.attrib.update({"srcset": picture.srcset, "sizes": SIZES})
    paragraph = image.getparent()
    if paragraph is None or paragraph.tag != "p" or tree.words(paragraph) or len(list(paragraph.iter())) > 2:
        return
    paragraph.tag = "figure"
    paragraph.set("class", "figure")
    if caption or credit:
        legend = tree.new("figcaption", caption)
        if credit:
            legend.text = f"{caption} " if caption else None
            legend.append(tree.new("span", credit, class_="credit"))
        paragraph.append(legend)
