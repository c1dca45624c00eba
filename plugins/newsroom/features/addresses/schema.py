"""Schema of content/data/moved.toml, and the form of an address of an older site."""

from __future__ import annotations

from pydantic import Field, field_validator

from newsroom.core import urls
from newsroom.core.old_addresses import alias
from newsroom.core.schema import Record, Words


class MovedField(Record):
    """Something that stands elsewhere now."""

    address: Words = Field(description="the old address; what stood below it moves with it")
    to: Words = Field(description="the address where it stands now")

    @field_validator("address", "to")
    @classmethod
    def _address(cls, value: str) -> str:
        return value if value == urls.front() else alias(value)


class GoneField(Record):
    """Something that was taken away on purpose."""

    address: Words = Field(description="the address; what stood below it is gone with it")

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return alias(value)


class MovedFile(Record):
    """The whole of content/data/moved.toml."""

    moved: tuple[MovedField, ...] = Field((), description="what stands elsewhere now and has no file that could say so")
    gone: tuple[GoneField, ...] = Field((), description="what was taken away on purpose, and whose file is not there")
