"""Fields of front matter for the parts of pictures that are hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, InstanceOf, field_validator

from newsroom.core import crops
from newsroom.core.boxes import Box, BoxFault, How, listed, parse, together
from newsroom.core.schema import Record, Words, fault


def _reader(how: How) -> Any:
    def read(value: object) -> Box:
        try:
            return parse(how, value if isinstance(value, str) else str(value))
        except BoxFault as found:
            raise fault("picture-box", str(found), found.fix) from None

    return BeforeValidator(read)


def _read_focus(value: object) -> tuple[int, int]:
    words = " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    try:
        return crops.parse(words)
    except crops.FocusFault as found:
        fix = "write how far it is from the left and from the top, in per cent: 50 30"
        raise fault("value-shape", str(found), fix) from None


FocalPoint = Annotated[tuple[int, int], BeforeValidator(_read_focus)]
_List = BeforeValidator(listed)
Blurred = Annotated[tuple[Annotated[InstanceOf[Box], _reader("blur")], ...], _List]
Pixelated = Annotated[tuple[Annotated[InstanceOf[Box], _reader("pixelate")], ...], _List]


def picture_path(value: str) -> str:
    """Return the path below content/images/ that a field means.

    Raises:
        PydanticCustomError: it leads elsewhere.
    """
    path = value.removeprefix("./").removeprefix("/").removeprefix("content/").removeprefix("images/")
    if ".." in path.split("/") or path.startswith("/") or ":" in path or "\\" in path:
        name = re.split(r"[/\\]", value.partition("?")[0])[-1]
        inside = re.search(r"images[/\\](?P<path>(?:[^/\\:]+[/\\])*[^/\\:]+)$", value)
        shown = inside["path"].replace("\\", "/") if inside else f"2026/{name or 'parade.jpg'}"
        fix = f"put the file into content/images/{shown.rpartition('/')[0] or '2026'}/, and write {shown}"
        raise fault("picture-missing", f'"{value}" is no place under content/images/', fix)
    return path


class PictureField(Record):
    """A picture in the text, of which parts are hidden."""

    src: Words = Field(description="the picture, as it is named in the text")
    blur: Blurred = Field((), description="parts to blur: left, top, width and height in per cent, [10 20 15 15]")
    pixelate: Pixelated = Field((), description="parts to turn into a few squares, written as for blur")

    @field_validator("src")
    @classmethod
    def _inside(cls, value: str) -> str:
        return picture_path(value)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes."""
        return together((*self.blur, *self.pixelate))


def boxes_by_path(fields: tuple[PictureField, ...]) -> Mapping[str, tuple[Box, ...]]:
    """Return the boxes of each picture that a head names, by its path below content/images/."""
    boxes: dict[str, tuple[Box, ...]] = {}
    for item in fields:
        boxes[item.src] = together((*boxes.get(item.src, ()), *item.boxes))
    return boxes
