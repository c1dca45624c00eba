"""What content/data/front.toml may say: what stands where on the front page, what breaks, and what is live."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from newsroom.core.schema import Record, Words, ZonedMoment, fault
from newsroom.sections.model import Href

SlotName = Literal["lead", "secondary", "opinion", "latest"]


class SlotField(Record):
    """A story that an editor puts into a place on the front page."""

    slot: SlotName = Field(description="the place: lead, secondary, opinion or latest")
    story: Words = Field(description="the story's id")
    until: ZonedMoment | None = Field(None, description="not after this moment; with a time zone")


class BannerField(Record):
    """Breaking news: a line above everything else."""

    words: Words = Field(description="what has happened, in one short line")
    story: Words | None = Field(None, description="the id of the story that it leads to")
    address: Href | None = Field(None, description="in place of story: another address that it leads to")
    until: ZonedMoment = Field(description="when it ends; with a time zone")

    @model_validator(mode="after")
    def _one_aim(self) -> BannerField:
        if self.story and self.address:
            raise fault("value-shape", "both story and address are given", "keep one of the two")
        return self


class LiveField(Record):
    """A story that is being written while readers read it."""

    story: Words = Field(description="the story's id")
    until: ZonedMoment = Field(description="when the label goes; with a time zone")


class FrontFile(Record):
    """The whole of content/data/front.toml."""

    slot: tuple[SlotField, ...] = Field((), description="stories in their places; the newest fill the rest")
    banner: tuple[BannerField, ...] = Field((), description="breaking news; the first that stands is shown")
    live: tuple[LiveField, ...] = Field((), description="stories that carry the label Live")
