"""Schema of content/data/front.toml: places on the front page, breaking news, and live stories."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator

from newsroom.core.schema import Prose, Record, Words, ZonedMoment, fault
from newsroom.features.sections.model import Href

SlotName = Literal["lead", "secondary", "opinion", "latest"]

#: In signs: three lines on a small telephone.
_LONGEST = 80


class SlotField(Record):
    """A story that an editor puts into a place on the front page, or the newest story of a series or topic."""

    slot: SlotName = Field(description="the place: lead, secondary, opinion or latest")
    story: Words | None = Field(None, description="the story's id")
    series: Words | None = Field(None, description="in place of story: a series, whose newest story stands there")
    topic: Words | None = Field(None, description="in place of story: a topic, whose newest story stands there")
    until: ZonedMoment | None = Field(None, description="not after this moment; with a time zone")

    @model_validator(mode="after")
    def _one_of_three(self) -> SlotField:
        given = [name for name in ("story", "series", "topic") if getattr(self, name)]
        if not given:
            fix = 'add a line with a story\'s id, or with the name of a series or topic: story = "world/2026/a-story"'
            raise fault("value-missing", "the place has no story", fix)
        if len(given) > 1:
            raise fault("value-shape", f"both {given[0]} and {given[1]} are given", "keep one of the two")
        return self


class BannerField(Record):
    """Breaking news: a line above everything else."""

    words: Prose = Field(description="what has happened, in one short line")
    story: Words | None = Field(None, description="the id of the story that it leads to")
    address: Href | None = Field(None, description="in place of story: another address that it leads to")
    until: ZonedMoment = Field(description="when it ends; with a time zone")

    @field_validator("words")
    @classmethod
    def _short(cls, value: str) -> str:
        if len(value) > _LONGEST:
            fix = f"say it in {_LONGEST} signs or fewer; the story has room for the rest"
            raise fault(
                "value-shape", f"the banner has {len(value)} signs, which would cover a telephone's screen", fix
            )
        return value

    @model_validator(mode="after")
    def _one_aim(self) -> BannerField:
        if self.story and self.address:
            raise fault("value-shape", "both story and address are given", "keep one of the two", "story")
        return self


class LiveField(Record):
    """A story that is being written while readers read it."""

    story: Words = Field(description="the story's id")
    until: ZonedMoment = Field(description="when the label ends; with a time zone")


class FrontFile(Record):
    """The whole of content/data/front.toml."""

    slot: tuple[SlotField, ...] = Field((), description="stories in their places; the newest fill the rest")
    banner: tuple[BannerField, ...] = Field((), description="breaking news; the first that has not ended is shown")
    live: tuple[LiveField, ...] = Field((), description="stories that carry the label Live")
