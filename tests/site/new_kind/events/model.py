"""Front matter of an event, and the event as it was read."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePosixPath
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field, field_validator

from newsroom.core.old_addresses import aliases
from newsroom.core.publication import PublicationState
from newsroom.core.schema import Many, MomentValue, Record, Words
from newsroom.engine.read.text_rendering import RenderedText


class EventFields(Record):
    """Front matter of an event."""

    title: Words = Field(description="what it is called")
    summary: Words = Field(description="one sentence that sums it up")
    date: MomentValue = Field(description="when it begins")
    publish_at: MomentValue | None = Field(None, description="when its page comes out")
    place: Words = Field(description="where it is")
    status: Literal["draft", "published", "withdrawn"] = Field("published", description="draft, published or withdrawn")
    aliases: Annotated[tuple[Words, ...], Many] = Field((), description="old addresses that lead here")

    @field_validator("aliases")
    @classmethod
    def _aliases(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return aliases(value)


class Event(Struct, frozen=True):
    """One event as it was read."""

    source: str
    fields: EventFields
    text: RenderedText

    @property
    def id(self) -> str:
        """The name of its file."""
        return PurePosixPath(self.source).stem

    @property
    def address(self) -> str:
        """The address of its page."""
        return f"/events/{self.id}/"

    def state(self, now: datetime) -> PublicationState:
        """Return where it is in its life at ``now``."""
        if self.fields.status != "published":
            return PublicationState(self.fields.status)
        comes = self.fields.publish_at
        return PublicationState.SCHEDULED if comes and comes > now else PublicationState.LIVE
