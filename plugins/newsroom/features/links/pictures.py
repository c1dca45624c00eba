"""Links to our own pictures, which lead to the largest published size."""

from __future__ import annotations

from urllib.parse import unquote

from lxml.html import HtmlElement

from newsroom.core import tree
from newsroom.core.markdown_document import MarkdownDocument, PictureFault, PictureUse

#: Beginnings of the address of a picture: as Pelican has it, as the site does, and as the file lies in the project.
_STARTS = ("{static}/images/", "{attach}/images/", "/images/", "images/", "/content/images/", "content/images/")


def lead_to_picture(document: MarkdownDocument, anchor: HtmlElement, href: str, line: int) -> bool:
    """Lead a link to the picture that it names; return whether it names one.

    Parts that the file hides of it are hidden here too. A picture that cannot be used is a problem. In what a reader
    wrote the link becomes words.

    Args:
        document: the text.
        anchor: the link.
        href: its address.
        line: the line of the file.
    """
    start = next((start for start in _STARTS if href.startswith(start)), "")
    path = unquote(href.removeprefix(start).partition("#")[0].partition("?")[0])
    if not start or not path or ".." in path.split("/"):
        return False
    if document.of_readers:
        # No picture is published for a comment, so that there is nothing to lead to.
        del anchor.attrib["href"]
        return True
    image = anchor.find(".//img")
    words = (image.get("alt", "") if image is not None else "") or tree.words(anchor)
    use = PictureUse(path, line, document.boxes.get(path, ()), words)
    try:
        picture = document.picture_lookup.picture(use)
    except PictureFault as fault:
        document.problem(fault.rule, line, fault.message, fault.fix)
        del anchor.attrib["href"]
        return True
    document.pictures.append(use)
    anchor.set("href", picture.largest)
    return True
