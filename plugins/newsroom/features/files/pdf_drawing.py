"""Drawing instructions of a PDF page, form or letter: keeps those of the standard with their operands.

Remarks, words that no instruction shows, instructions that no reader knows, and what programs note between them (marked
content with the path, the author or the date of a picture) are left out; of a mark only its number stays, by which the
structure for screen readers finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Operator, Stream, String

from newsroom.features.files import pdf_inline
from newsroom.features.files.pdf_values import plain_name

#: By instruction, what stands before it (ISO 32000-2, annex A): n a number, s words, N a name, a a list of numbers, t a
#: list of words and numbers, + any number of numbers.
_INSTRUCTIONS = {
    "b": "", "B": "", "b*": "", "B*": "", "BT": "", "c": "nnnnnn", "cm": "nnnnnn", "CS": "N", "cs": "N", "d": "an",
    "d0": "nn", "d1": "nnnnnn", "Do": "N", "ET": "", "f": "", "F": "", "f*": "", "G": "n", "g": "n", "gs": "N", "h": "",
    "i": "n", "j": "n", "J": "n", "K": "nnnn", "k": "nnnn", "l": "nn", "m": "nn", "M": "n", "n": "", "q": "", "Q": "",
    "re": "nnnn", "RG": "nnn", "rg": "nnn", "ri": "N", "s": "", "S": "", "SC": "+", "sc": "+", "SCN": "+N", "scn": "+N",
    "sh": "N", "T*": "", "Tc": "n", "Td": "nn", "TD": "nn", "Tf": "Nn", "Tj": "s", "TJ": "t", "TL": "n", "Tm": "nnnnnn",
    "Tr": "n", "Ts": "n", "Tw": "n", "Tz": "n", "v": "nnnn", "w": "n", "W": "", "W*": "", "y": "nnnn", "'": "s",
    '"': "nns",
}  # fmt: skip
#: Names that mean the same in every document; the others are those by which a page calls its fonts and pictures.
_STANDARD = frozenset(
    "/DeviceGray /DeviceRGB /DeviceCMYK /Pattern /AbsoluteColorimetric /RelativeColorimetric /Saturation "  # noqa: SIM905
    "/Perceptual".split()
)
Instruction = pikepdf.ContentStreamInstruction | ContentStreamInlineImage


def rewrite(stream: Stream) -> set[str]:
    """Write instructions anew.

    Returns:
        The names of the pictures, forms and patterns that they draw.

    Raises:
        FileFault: a photograph stands in the instructions themselves, with what its camera wrote.
    """
    instructions = standard_instructions(list(pikepdf.parse_content_stream(stream)))
    stream.write(pikepdf.unparse_content_stream(instructions))
    return {
        str(given[-1])
        for given, operator in instructions
        if str(operator) in ("Do", "scn", "SCN") and given and isinstance(given[-1], Name)
    }


def setting(words: bytes) -> bytes:
    """Return instructions that set a font and a colour, as fields of forms have them in a string."""
    holder = pikepdf.new()
    parsed = list(pikepdf.parse_content_stream(Stream(holder, words)))
    return pikepdf.unparse_content_stream(standard_instructions(parsed)).replace(b"\n", b" ")


def standard_instructions(parsed: Sequence[Instruction]) -> list[tuple[list[Any], Operator]]:
    """Return instructions without those that are not in the standard."""
    instructions: list[tuple[list[Any], Operator]] = []
    # For each mark that is open, whether it stays.
    open_marks: list[bool] = []
    for instruction in parsed:
        if isinstance(instruction, ContentStreamInlineImage):
            instructions.append(([pdf_inline.strip_inline_picture(instruction).iimage], Operator("INLINE IMAGE")))
            continue
        name, given = str(instruction.operator), list(instruction.operands)
        if name in ("BMC", "BDC"):
            mark = _mark_operands(given)
            open_marks.append(mark is not None)
            if mark is not None:
                instructions.append((mark, Operator("BDC" if len(mark) > 1 else "BMC")))
        elif name == "EMC":
            if open_marks and open_marks.pop():
                instructions.append(([], Operator("EMC")))
        elif name in _INSTRUCTIONS:
            operands = _operands(given, _INSTRUCTIONS[name])
            if operands is not None:
                instructions.append((operands, Operator(name)))
    instructions += [([], Operator("EMC")) for stays in open_marks if stays]
    return instructions


def _mark_operands(given: Sequence[object]) -> list[Any] | None:
    """Return what stays of the beginning of a mark: its number, or that it is decoration."""
    about = given[1] if len(given) > 1 else None
    if isinstance(about, Dictionary) and isinstance(about.get("/MCID"), int):
        return [Name.Artifact if given[0] == Name.Artifact else Name.Span, Dictionary(MCID=int(about.MCID))]
    return [Name.Artifact] if given and given[0] == Name.Artifact else None


def _operands(given: Sequence[object], form: str) -> list[Any] | None:
    """Return what an instruction needs of what stands before it; None where it is not there."""
    if form.startswith("+"):
        last = given[-1:] if form.endswith("N") and given and isinstance(given[-1], Name) else []
        numbers = given[: len(given) - len(last)]
        fit = all(map(_number, numbers)) and len(numbers) <= 40
        return [*numbers, *map(_named, last)] if fit else None
    operands = given[len(given) - len(form) :] if form else []
    if len(operands) != len(form) or not all(_FITS[kind](value) for kind, value in zip(form, operands, strict=True)):
        return None
    return [_named(value) if isinstance(value, Name) else value for value in operands]


def _named(value: object) -> Name:
    return Name(str(value) if str(value) in _STANDARD else plain_name(str(value)))


def _number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


_FITS: dict[str, Callable[[Any], bool]] = {
    "n": _number,
    "s": lambda value: isinstance(value, String),
    "N": lambda value: isinstance(value, Name),
    "a": lambda value: isinstance(value, Array) and all(map(_number, value)),
    "t": lambda value: isinstance(value, Array) and all(_number(one) or isinstance(one, String) for one in value),
}
