"""Status of the promises about pictures, checked in the files of a built site."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from pathlib import Path

from msgspec.structs import replace
from PIL import Image, ImageChops, ImageStat

from newsroom.core.boxes import Box
from newsroom.engine.safety import Safety
from newsroom.features.pictures import hidden_colours
from newsroom.features.pictures.containers import metadata
from newsroom.features.pictures.decoding import opened
from newsroom.features.pictures.encoding import pixels, shaped
from newsroom.features.pictures.model import Rendition, Subject, renditions
from newsroom.features.pictures.reading import used
from newsroom.features.pictures.redaction import area

#: Endings of pictures.
_PICTURES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".tif", ".tiff", ".heic"))
_ADDRESS = re.compile(rb"/images/[^\"'\s,<>&]+")
#: As far as this, of 255, the mean colour of a channel may be changed by an encoder.
_MOST_CHANGE = 12


def say(safety: Safety) -> None:
    """Say how the promises about pictures stand."""
    files = sorted(path for path in safety.site.rglob("*") if path.is_file())
    pictures = [path for path in files if path.suffix.lower() in _PICTURES]
    _report_metadata(safety, pictures)
    _say_hidden(safety)
    _say_in_use(safety, files, pictures)


def _report_metadata(safety: Safety, pictures: list[Path]) -> None:
    with_metadata = [
        f"{path.relative_to(safety.site).as_posix()} holds {what}" for path in pictures for what in _metadata_of(path)
    ]
    kinds = Counter(path.suffix.lstrip(".").upper() for path in pictures)
    counted = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    words = f"{len(pictures)} files opened ({counted}), each holds what is seen of a picture and nothing else"
    safety.say("pictures-clean", not with_metadata, "; ".join(with_metadata[:5]) or words)


def _metadata_of(path: Path) -> list[str]:
    raw = path.read_bytes()
    try:
        return metadata(raw) or list(hidden_colours.faults(raw))
    except Exception as error:  # noqa: BLE001  decoders raise anything: see newsroom.features.pictures.decoding
        return [f"what cannot be read ({type(error).__name__})"]


def _say_hidden(safety: Safety) -> None:
    hiding = [subject for subject in used(safety.plan) if subject.boxes]
    parts = sum(len(subject.boxes) for subject in hiding)
    bad: list[str] = []
    files = 0
    for subject in hiding:
        whole = replace(subject, boxes=())
        bad += [one.address for one in renditions(whole) if (safety.site / one.address[1:]).exists()]
        files += len(renditions(subject))
        bad += _uncovered_files(safety, subject)
    words = f"parts covered: {parts}, on {len(hiding)} pictures, in {files} files"
    words = words if hiding else "nothing is to be hidden"
    safety.say("pictures-hidden-parts", not bad, "; ".join(f"not hidden in {one}" for one in bad[:5]) or words)


def _uncovered_files(safety: Safety, subject: Subject) -> list[str]:
    """Return the files of a picture in whose boxes something else is to be seen than what covers them."""
    raw = (safety.edition.settings.content / "images" / subject.source.src).read_bytes()
    with opened(raw) as image:
        covered = pixels(image, subject).convert("RGB")
    uncovered = []
    for rendition in renditions(subject):
        with Image.open(io.BytesIO((safety.site / rendition.address[1:]).read_bytes())) as published_picture:
            wanted = shaped(covered, rendition)
            change = ImageChops.difference(wanted, published_picture.convert("RGB"))
        boxes = filter(None, (_within(box, rendition, covered.size) for box in subject.boxes))
        means = [ImageStat.Stat(change.crop(area(box, change.size))).mean for box in boxes]
        if any(mean > _MOST_CHANGE for channels in means for mean in channels):
            uncovered.append(rendition.address)
    return uncovered


def _within(box: Box, rendition: Rendition, size: tuple[int, int]) -> Box | None:
    """Return where a box of the whole picture lies in one of its files; None where a crop leaves it out."""
    if rendition.crop is None:
        return box
    left, top, right, bottom = rendition.crop.area(size)
    across, down = (right - left) / 100, (bottom - top) / 100
    edges = (
        max(0.0, (box.left * size[0] / 100 - left) / across),
        max(0.0, (box.top * size[1] / 100 - top) / down),
        min(100.0, ((box.left + box.width) * size[0] / 100 - left) / across),
        min(100.0, ((box.top + box.height) * size[1] / 100 - top) / down),
    )
    if edges[2] <= edges[0] or edges[3] <= edges[1]:
        return None
    return Box(box.how, edges[0], edges[1], edges[2] - edges[0], edges[3] - edges[1])


def _say_in_use(safety: Safety, files: list[Path], pictures: list[Path]) -> None:
    mine = {"/" + path.relative_to(safety.site).as_posix() for path in pictures}
    mine = {address for address in mine if address.startswith("/images/")}
    named: set[str] = set()
    for path in files:
        if path.suffix in (".html", ".atom"):
            named.update(found.decode() for found in _ADDRESS.findall(path.read_bytes()))
    originals = {
        hashlib.sha256(path.read_bytes()).digest()
        for path in (safety.edition.settings.content / "images").rglob("*")
        if path.is_file()
    }
    bad = [f"{address} is named nowhere" for address in sorted(mine - named)]
    bad += [
        f"{path.relative_to(safety.site).as_posix()} is an original"
        for path in pictures
        if hashlib.sha256(path.read_bytes()).digest() in originals
    ]
    words = f"each of {len(mine)} files is named on a page, and none is one of {len(originals)} originals"
    safety.say("pictures-in-use-only", not bad, "; ".join(bad[:5]) or words)
