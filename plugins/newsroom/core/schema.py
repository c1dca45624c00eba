"""Reading of front matter and data files into typed records, or problems that name the line.

Schemas are pydantic models whose fields are read from text. A validator that finds fault raises `fault`, which carries
the rule and the remedy; pydantic's own findings are translated here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Generic, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from newsroom.core import dates, deceptive_text, limits, shapes, text
from newsroom.core.boxes import Box
from newsroom.core.front_matter_values import FieldPath
from newsroom.core.left_out import LeftOut
from newsroom.core.pelican_fields import FORBIDDEN, replacement
from newsroom.core.problems import Problem, did_you_mean, nearest
from newsroom.core.typography import typeset

M = TypeVar("M", bound="Record")
#: How often a record is read again without the fields that were found at fault.
_ROUNDS = 8


class Record(BaseModel):
    """A frozen record read from text, which knows no fields but its own."""

    #: Whether readers wrote it: then what deceives is taken out, since nobody can ask them to mend it.
    by_readers: ClassVar[bool] = False
    #: Fields that say something only beside another one, by the name of that: with it at fault, they are left out.
    leans_on: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({})

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def hidden_parts(self) -> Mapping[str, tuple[Box, ...]]:
        """Return the parts of pictures that the file hides, by the path of the picture."""
        return {}


class Reading(Struct, Generic[M], frozen=True):
    """Result of reading the fields of a file.

    Args:
        record: the record without the fields that are at fault; None where no record is left.
        problems: problems with the fields.
        at_fault: the names of the fields that are at fault; empty for a whole record.
    """

    record: M | None
    problems: list[Problem]
    at_fault: frozenset[str]


def fault(rule: str, message: str, fix: str = "", part: str = "") -> PydanticCustomError:
    """Return the error that a validator raises.

    Args:
        rule: the rule's name.
        message: the fault.
        fix: the remedy.
        part: the field or entry inside the value that alone is at fault, where it is known: the rest is read on.
    """
    # The message goes through as a value, since pydantic reads braces in the template.
    return PydanticCustomError("fault", "{said}", {"rule": rule, "said": message, "fix": fix, "part": part})


def shaped(is_right: Callable[[str], object], wrong: str, fix: str) -> AfterValidator:
    """Return the validator of words that must have a shape.

    Args:
        is_right: returns something true for words of the shape.
        wrong: the fault of others, told behind them.
        fix: the remedy.
    """

    def check(value: str) -> str:
        if not is_right(value):
            raise fault("value-shape", f'"{value}" {wrong}', fix)
        return value

    return AfterValidator(check)


def read(
    model: type[M],
    fields: Mapping[str, Any],
    path: str,
    line_of: Callable[[FieldPath], tuple[int, int]],
    zone: ZoneInfo,
    lang: str = "en",
) -> tuple[M | None, list[Problem]]:
    """Make a record of the fields of a file; see `read_in_part`.

    Returns:
        The record, or None when a problem was found that leaves none; and the problems.
    """
    reading = read_in_part(model, fields, path, line_of, zone, lang)
    return None if reading.at_fault else reading.record, reading.problems


def read_in_part(
    model: type[M],
    fields: Mapping[str, Any],
    path: str,
    line_of: Callable[[FieldPath], tuple[int, int]],
    zone: ZoneInfo,
    lang: str = "en",
) -> Reading[M]:
    """Make a record of the fields of a file, as far as they can be read.

    Fields at fault are left out and the rest is read again, so that one fault hides no other.

    Args:
        model: the schema.
        fields: names and values, the values text, lists or dictionaries (data files may hold typed ones).
        path: path of the file that problems name.
        line_of: says where a value stands.
        zone: the zone of dates that name none.
        lang: the language of what is said, where the fields name none.
    """
    known_fields, problems, at_fault = _screened(model, fields, path, line_of)
    doubtful: dict[str, tuple[str, str]] = {}
    context = {"zone": zone, "doubtful": doubtful, "lang": _lang(known_fields, lang)}
    rest = LeftOut(model, shapes.with_listed_spellings(model, known_fields), zone)
    for name in at_fault - known_fields.keys():
        # A field that is not read would be reported as missing.
        rest.leave_out((name,))
    record = None
    for _ in range(_ROUNDS):
        try:
            record = model.model_validate(rest.values, context=context)
        except ValidationError as error:
            errors = [(rest.place(found["loc"]), found) for found in error.errors(include_url=False)]
            problems += [
                _problem(found, place, model, path, line_of)
                for place, found in errors
                if _part(found) or not rest.explains(place)
            ]
            before = len(rest.places)
            at_fault |= _leave_out(rest, model, errors)
            if len(rest.places) == before:
                break
        else:
            break
    problems += [
        Problem(path, *line_of(place), "date-ambiguous", *doubtful[words])
        for place, words in (_texts(known_fields, ()) if doubtful else ())
        if words in doubtful
    ]
    return Reading(record, problems, frozenset(at_fault))


def _screened(
    model: type[Record],
    fields: Mapping[str, Any],
    path: str,
    line_of: Callable[[FieldPath], tuple[int, int]],
) -> tuple[dict[str, Any], list[Problem], set[str]]:
    """Return the fields that may be read, what is wrong with the others and with their signs, and the names of both."""
    problems: list[Problem] = []
    known_fields: dict[str, Any] = {}
    at_fault: set[str] = set()
    for key, value in fields.items():
        found = []
        if key in FORBIDDEN and key not in model.model_fields:
            line, column = line_of((key,))
            message = f'the field "{key}" is not for a file to set'
            found = [Problem(path, line, column, "key-forbidden", message, replacement(key, value))]
        elif (size := limits.too_large(value)) is not None:
            line, column = line_of((key,))
            found = [Problem(path, line, column, "text-too-much", f'"{key}" {size}', "make it shorter")]
        elif model.by_readers:
            known_fields[key] = _without_deception(value)
        else:
            known_fields[key] = value
            found = list(_deceptive(value, (key,), path, line_of))
        problems += found
        at_fault |= {key} if found else set()
    return known_fields, problems, at_fault


def _part(error: ErrorDetails) -> str:
    """Return the part of a value that is at fault, where a validator names one."""
    return str(error["ctx"]["part"]) if error["type"] == "fault" else ""


def _leave_out(rest: LeftOut, model: type[Record], errors: Iterable[tuple[FieldPath, ErrorDetails]]) -> set[str]:
    """Leave out what is at fault, with the fields that lean on it; return the names of the fields at fault."""
    names: set[str] = set()
    for place, error in errors:
        rest.leave_out(place, _part(error), error["input"])
        name = str(place[0]) if place else _part(error)
        names.add(name)
        if error["type"] == "extra_forbidden" and (meant := nearest(name, model.model_fields)):
            # Those that lean on the field which was meant miss it.
            names.add(meant)
    for name in names:
        for other in model.leans_on.get(name, ()):
            rest.leave_out((other,))
    return names


def _lang(fields: Mapping[str, Any], default: str) -> str:
    own = fields.get("lang")
    return own if isinstance(own, str) and own else default


def _texts(value: Any, place: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    """Yield every text among fields, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def _deceptive(
    value: object, place: FieldPath, path: str, line_of: Callable[[FieldPath], tuple[int, int]]
) -> Iterator[Problem]:
    """Yield deceptive characters in a value and in everything inside it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _deceptive(str(key), (*place, key), path, line_of)
            yield from _deceptive(inner, (*place, key), path, line_of)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _deceptive(inner, (*place, number), path, line_of)
    elif isinstance(value, str) and not value.isascii():
        line, column = line_of(place)
        name = _name(place)
        if deceptive_text.invisible(value):
            message, fix = f'"{name}" holds invisible characters and no words', "write words there, or delete the line"
            yield Problem(path, line, column, "text-invisible", message, fix)
            return
        for fault in deceptive_text.faults(value):
            yield Problem(path, line, column, "text-deceptive", f'in "{name}" {fault.message}', fault.fix)


def _without_deception(value: Any) -> Any:
    """Return a reader's words without deceptive characters; nothing where there are none."""
    if not isinstance(value, str):
        return value
    return "" if deceptive_text.invisible(value) else deceptive_text.cleaned(value)


def _name(place: FieldPath) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in place)


def _problem(
    error: ErrorDetails,
    place: FieldPath,
    model: type[Record],
    path: str,
    line_of: Callable[[FieldPath], tuple[int, int]],
) -> Problem:
    name = _name(place)
    line, column = line_of((*place, part) if (part := _part(error)) else place)
    rule, message, fix = _message_for(error, model, place, name, toml=path.endswith(".toml"))
    return Problem(path, line, column, rule, message, fix)


def _message_for(
    error: ErrorDetails, model: type[Record], place: FieldPath, name: str, *, toml: bool
) -> tuple[str, str, str]:
    kind = error["type"]
    if kind == "fault":
        context = error["ctx"]
        return (
            context["rule"],
            _named(context["said"], name),
            _filled(model, place, toml=toml) if context["fix"] == _FILL else context["fix"],
        )
    if kind == "missing":
        fix = f"add a line that begins with {place[-1]}{' =' if toml else ':'}"
        return "value-missing", f'"{name}" is missing', fix
    if kind == "extra_forbidden":
        return "key-unknown", f'there is no field "{name}"', _other_field(error, model, place, toml=toml)
    if kind == "literal_error":
        options = [part.strip().strip("'") for part in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
        return "value-unknown", f'"{name}" cannot be "{error["input"]}"', did_you_mean(str(error["input"]), options)
    if kind == "string_too_short":
        return "value-missing", f'"{name}" is empty', _filled(model, place, toml=toml)
    record = _record_at(model, place)
    return "value-shape", *shapes.message_for(kind, name, error["input"], record, toml=toml)


def _named(message: str, name: str) -> str:
    """Return a validation message with the name of its field."""
    return f'"{name}" is empty' if message == _EMPTY else message


def _other_field(error: ErrorDetails, model: type[Record], place: FieldPath, *, toml: bool) -> str:
    known = _fields_at(model, place[:-1])
    near = nearest(str(place[-1]), known)
    if near:
        return f'did you mean "{near}"?'
    listed = "the fields are: " + ", ".join(known)
    sentence = not toml and len(place) == 1 and isinstance(error["input"], str) and " " in error["input"].strip()
    return f"if this goes on with the line above, put two spaces before it; {listed}" if sentence else listed


def _fields_at(model: type[BaseModel], place: FieldPath) -> list[str]:
    """Return the names of the fields of the record at ``place`` inside a model."""
    inner = _model_at(model, place)
    return [name for name in inner.model_fields if name != "source"] if inner else []


def _model_at(model: type[BaseModel], place: FieldPath) -> type[BaseModel] | None:
    inner: type[BaseModel] | None = model
    for part in place:
        if inner is not None and isinstance(part, str) and part in inner.model_fields:
            inner = shapes.model_in(inner.model_fields[part].annotation)
    return inner


def _record_at(model: type[BaseModel], place: FieldPath) -> type[BaseModel] | None:
    """Return the record that the field at ``place`` holds; None where it holds none."""
    names = [part for part in place if isinstance(part, str)]
    around = _model_at(model, tuple(names[:-1]))
    if around is None or not names or names[-1] not in around.model_fields:
        return None
    return shapes.model_in(around.model_fields[names[-1]].annotation)


def _moment(value: object, info: ValidationInfo) -> object:
    zone = (info.context or {}).get("zone", ZoneInfo("UTC"))
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise fault("value-missing", f'"{info.field_name}" is empty', dates.HOW)
    try:
        doubt = dates.doubt(value, zone)
        if doubt is not None and info.context:
            info.context["doubtful"][value] = doubt
        return dates.parse(value, zone)
    except dates.UnreadableDate as error:
        raise fault("date-unreadable", str(error), error.fix) from None


#: Said by fields of words, which do not know their names.
_EMPTY = "this field is empty"
_FILL = "write something after the colon"


def _zone_of(info: ValidationInfo) -> str:
    """Return the name of the zone that counts where a date names none."""
    return getattr((info.context or {}).get("zone"), "key", "") or "UTC"


def _zoned(value: object, info: ValidationInfo) -> object:
    if isinstance(value, date) and getattr(value, "tzinfo", None) is None:
        # TOML has dates of its own, which may lack what matters here.
        fix = f'write it between double quotes, as "{value:%Y-%m-%d} 18:00 {_zone_of(info)}"'
        raise fault("date-unreadable", f'"{info.field_name}" says no time zone', fix)
    if isinstance(value, str) and value.strip():
        try:
            dates.parse(value, ZoneInfo("UTC"))
        except dates.UnreadableDate as error:
            # It is reported as such, not as one that lacks a zone; its remedy has one.
            raise fault("date-unreadable", str(error), dates.with_zone(error.fix, _zone_of(info))) from None
        if not dates.names_zone(value):
            fix = f"write it as {value.strip()} {_zone_of(info)}"
            raise fault("date-unreadable", f'"{info.field_name}" says no time zone', fix)
    return _moment(value, info)


def _filled(model: type[Record], place: FieldPath, *, toml: bool) -> str:
    """Return the remedy for a value without words; a line that must be there is not to be taken away."""
    if not toml:
        return _FILL
    around = _model_at(model, place[:-1])
    field = around.model_fields.get(str(place[-1])) if around else None
    spare = "" if field is not None and field.is_required() else ", or take the line away"
    return f"write something between the quotation marks{spare}"


def _words(value: object) -> object:
    if not isinstance(value, str):
        return value
    words = text.printable(value)
    if not words.strip():
        raise fault("value-missing", _EMPTY, _FILL)
    return words


def _prose(value: str, info: ValidationInfo) -> str:
    return typeset(value, (info.context or {}).get("lang", "en"))


def _as_list(value: object) -> object:
    """Take one word for a list of one, and a list with commas (or semicolons) for several, as Pelican does."""
    if isinstance(value, str):
        value = [part for part in value.split(";" if ";" in value else ",") if part.strip()]
        return [words for part in value if (words := shapes.entry(part))]
    return (
        [shapes.entry(item) if isinstance(item, str) else item for item in value] if isinstance(value, list) else value
    )


MomentValue = Annotated[datetime, BeforeValidator(_moment)]
ZonedMoment = Annotated[datetime, BeforeValidator(_zoned)]
Words = Annotated[str, BeforeValidator(_words)]
#: Words for readers, with the typographic signs of their language.
Prose = Annotated[Words, AfterValidator(_prose)]
Many = BeforeValidator(_as_list)
