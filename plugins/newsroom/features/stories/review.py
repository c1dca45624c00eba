"""Facts of a review: its stars, and the reviewed work."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from newsroom.core.schema import MomentValue, Prose, Record, fault
from newsroom.site.parts import BEST
from newsroom.site.story_parts import Review

Form = Literal[
    "book", "film", "series", "play", "musical", "concert", "album", "exhibition", "festival", "event", "place", "game"
]
_STARS = re.compile(r"(?P<whole>[0-5])?(?P<half>\.5|½)?(?:\.0)?(?: ?(?:/|of|out of) ?5)?(?: stars?)?\Z")


def _stars(value: object) -> object:
    """Return how many stars some words give, in halves."""
    if not isinstance(value, str):
        return value
    match = _STARS.match(re.sub(r"\s+1/2", ".5", value.strip()))
    stars = float(match["whole"] or 0) + (0.5 if match["half"] else 0) if match and match[0] else 0.0
    if not 0.5 <= stars <= BEST:
        raise fault("value-shape", f'"{value}" is no rating', f"write a number from 0.5 to {BEST}, such as 4 or 3.5")
    return stars


Stars = Annotated[float, BeforeValidator(_stars)]


class ReviewField(Record):
    """Subject of a review, and where and when readers find it."""

    @model_validator(mode="before")
    @classmethod
    def _is_record(cls, value: object) -> object:
        if isinstance(value, str):
            fix = f"put what: {value} on a line of its own below review:, with two spaces before it"
            raise fault("value-shape", "a review holds more than one value", fix)
        return value

    what: Prose = Field(description="the name of the work, the event or the place")
    form: Form | None = Field(None, description="what it is: book, film, play, exhibition …")
    by: Prose | None = Field(None, description="who made it: writer, director, company …")
    where: Prose | None = Field(None, description="where people find it: venue, publisher, channel …")
    when: Prose | None = Field(None, description="when it is on, or when it came out, in words")
    starts: MomentValue | None = Field(None, description="the day on which it begins, for search engines")
    ends: MomentValue | None = Field(None, description="the day on which it ends, for search engines")
    price: Prose | None = Field(None, description="what it costs")
    access: Prose | None = Field(
        None, description="what people with access needs should know: ramps, captions, Auslan …"
    )
    advice: Prose | None = Field(None, description="its classification, or who should know what before they go")


def facts(field: ReviewField | None) -> Review | None:
    """Return the facts of a review from the front matter."""
    if field is None:
        return None
    return Review(**{name: _fact_text(value) for name, value in field.model_dump().items()})


def _fact_text(value: str | datetime | None) -> str:
    """Return a fact as it is written; a moment at midnight was given as a day."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return value or ""
