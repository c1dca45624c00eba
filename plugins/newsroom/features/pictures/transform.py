"""Pictures in a text become figures with a caption, a credit, every size and every format."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from lxml.html import HtmlElement

from newsroom.core import tree
from newsroom.core.markdown_document import MarkdownDocument, PictureFault, PictureUse
from newsroom.core.parts import Picture, PictureSource

#: Width of the column of words, as HTML's ``sizes`` has it: the theme's --measure, or the window without its edges.
SIZES = "(min-width: 44rem) 41rem, (min-width: 28rem) 92vw, calc(100vw - 2.25rem)"
#: In a gallery a part of the next picture is seen as well.
IN_GALLERY = "(min-width: 44rem) 39rem, 87vw"
#: In a photo essay pictures are as wide as the page, and of three figures two have their captions beside them.
WIDE = "100vw"
BESIDE_CAPTION = "(min-width: 64rem) calc(100vw - 19rem), 100vw"
#: The type of structured data about a picture and its credit: https://schema.org/ImageObject
IMAGE_OBJECT = "https://schema.org/ImageObject"
#: A year, as folders of content/images/ are named.
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


def transform(document: MarkdownDocument) -> None:
    """Set every picture of a text; one that stands alone in its paragraph becomes a figure.

    The title of a picture (``![alt](/images/2026/x.jpg "Caption | Credit")``) is its caption, and behind a bar its
    credit.
    """
    for image in tree.elements(document.tree, "img"):
        src = image.get("src", "")
        line = document.line_of(src) if src else document.first_line
        if not image.get("alt", "").strip():
            fix = f"say between the square brackets what it shows: ![…]({src})"
            document.problem("picture-alt", line, f'the picture "{src}" has no alt text', fix)
        path = _path(src)
        if path is None:
            fix = f"put the file under content/images/ and write /images/{_suggested(src)}"
            document.problem("picture-missing", line, f'"{src}" is no picture of this site', fix)
            continue
        try:
            _set(document, image, path, line)
        except PictureFault as fault:
            document.problem(fault.rule, line, fault.message, fault.fix)


def _path(src: str) -> str | None:
    """Return the path under content/images/ that an address in a text means."""
    inside = src
    while inside.startswith("../"):
        # A program that shows the file as it is written finds the picture so.
        inside = inside.removeprefix("../")
    inside = inside.removeprefix("./").removeprefix("/").removeprefix("content/")
    for start in ("{static}/images/", "{attach}/images/", "images/"):
        if inside.startswith(start) and ".." not in unquote(inside).split("/"):
            return unquote(inside.removeprefix(start))
    return None


def _suggested(src: str) -> str:
    """Return a place under content/images/ for a picture: in the year that the address names, else in 2026."""
    folder, name = posixpath.split(src.replace("\\", "/").partition("?")[0])
    year = posixpath.basename(folder)
    return f"{year if _YEAR.fullmatch(year) else '2026'}/{name or 'name.jpg'}"


def _set(document: MarkdownDocument, image: HtmlElement, path: str, line: int) -> None:
    caption, _, credit = (words.strip() for words in image.get("title", "").partition("|"))
    use = PictureUse(path, line, document.boxes.get(path, ()), image.get("alt", ""), caption, credit)
    picture = document.picture_lookup.picture(use)
    document.pictures.append(use)
    paragraph = image.getparent()
    alone = paragraph is not None and paragraph.tag == "p" and not tree.words(paragraph) and len(paragraph) == 1
    sizes = _sizes(image, wide=document.options.wide, alone=alone)
    _fill(image, picture, sizes)
    holder = tree.new("picture")
    tree.wrap(image, holder)
    for place, source in enumerate(picture.sources):
        holder.insert(place, _source(source, sizes))
    if alone and paragraph is not None:
        paragraph.tag = "figure"
        paragraph.attrib.update({"class": "figure"})
        if caption or credit:
            # Structured data relates the picture, its caption and its credit.
            paragraph.attrib.update({"itemscope": "", "itemtype": IMAGE_OBJECT})
            image.set("itemprop", "contentUrl")
            paragraph.append(_legend("figcaption", caption, credit))
    elif caption or credit:
        # Among other things a picture is no figure, and whoever made it is named all the same.
        legend = _legend("small", caption, credit)
        legend.tail, holder.tail = holder.tail, " "
        holder.addnext(legend)


def _sizes(image: HtmlElement, *, wide: bool, alone: bool) -> str:
    """Return how wide a picture is shown; in a photo essay, theme/styles/photo_essay.css says where figures stand."""
    if any("gallery" in parent.get("class", "").split() for parent in image.iterancestors("div")):
        return IN_GALLERY
    if not wide:
        return SIZES
    paragraph = image.getparent()
    before = sum(1 for _ in paragraph.itersiblings("figure", preceding=True)) if paragraph is not None else 0
    return BESIDE_CAPTION if alone and before % 3 else WIDE


def _fill(image: HtmlElement, picture: Picture, sizes: str) -> None:
    image.attrib.clear()
    image.attrib.update({
        "class": f"picture tone-{picture.tone}" if picture.tone else "picture",
        "src": picture.src,
        "alt": picture.alt,
        "width": str(picture.width),
        "height": str(picture.height),
        "loading": "lazy",
        "decoding": "async",
    })  # fmt: skip
    if picture.srcset:
        image.attrib.update({"srcset": picture.srcset, "sizes": sizes})


def _source(source: PictureSource, sizes: str) -> HtmlElement:
    wide = sizes if " " in source.srcset else ""
    given = {"type": source.type, "media": source.media, "srcset": source.srcset, "sizes": wide}
    return tree.new("source", **{name: value for name, value in given.items() if value})


def _legend(tag: str, caption: str, credit: str) -> HtmlElement:
    """Return the line below a picture; in a figure its parts are named for machines."""
    legend = tree.new(tag)
    named = tag == "figcaption"
    if caption:
        legend.append(tree.new("span", caption, **({"itemprop": "caption"} if named else {})))
    if credit:
        legend.append(tree.new("span", credit, class_="credit", **({"itemprop": "creditText"} if named else {})))
    if caption and credit:
        legend[0].tail = " "
    return legend
