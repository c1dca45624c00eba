"""Pictures in a text become figures with a caption, a credit and every size."""

from __future__ import annotations

from bs4.element import Tag

from newsroom.core.passage import Passage, PictureFault

SIZES = "(min-width: 48rem) 42rem, 100vw"


def transform(passage: Passage) -> None:
    """Set every picture of a text; one that stands alone in its paragraph becomes a figure.

    The title of a picture (``![alt](/images/2026/x.jpg "Caption | Credit")``) is its caption, and behind a bar its
    credit.
    """
    for image in passage.tree.find_all("img"):
        src = str(image.get("src", ""))
        line = passage.line_of(src) if src else passage.first_line
        if not str(image.get("alt", "")).strip():
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


def _set(passage: Passage, image: Tag, path: str) -> None:
    caption, _, credit = str(image.get("title", "")).partition("|")
    picture = passage.shelf.picture(path, str(image.get("alt", "")), caption.strip(), credit.strip())
    passage.images.append(path)
    image.attrs = {
        "src": picture.src,
        "alt": picture.alt,
        "width": str(picture.width),
        "height": str(picture.height),
        "loading": "lazy",
        "decoding": "async",
    }
    if picture.srcset:
        image.attrs |= {"srcset": picture.srcset, "sizes": SIZES}
    paragraph = image.parent
    if (
        paragraph is None
        or paragraph.name != "p"
        or paragraph.get_text(strip=True)
        or len(paragraph.find_all(True)) > 1
    ):
        return
    paragraph.name = "figure"
    paragraph["class"] = "figure"
    if caption.strip() or credit.strip():
        legend = passage.tree.new_tag("figcaption")
        legend.string = caption.strip()
        if credit.strip():
            mark = passage.tree.new_tag("span", attrs={"class": "credit"})
            mark.string = credit.strip()
            legend.append(" " if caption.strip() else "")
            legend.append(mark)
        paragraph.append(legend)
