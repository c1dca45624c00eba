"""Schema of content/data/moved.toml, and the form of an address of an older site."""

from __future__ import annotations

from pydantic import Field, field_validator

from newsroom.core import urls
from newsroom.core.old_addresses import alias
from newsroom.core.schema import Record, Words


class MovedField(Record):
    """A moved address, and its new one."""

    address: Words = Field(description="the old address; everything below it moves too")
    to: Words = Field(description="the new address")

    @field_validator("address", "to")
    @classmethod
    def _address(cls, value: str) -> str:
        return value if value == urls.front() else alias(value)


class GoneField(Record):
    """Something that was taken away on purpose."""

    address: Words = Field(description="the address; everything below it is gone too")

    @field_validator("address")
    @classmethod
    def _address(cls, value: str) -> str:
        return alias(value)


class MovedFile(Record):
    """The whole of content/data/moved.toml."""

    moved: tuple[MovedField, ...] = Field((), description="moved addresses without a file that could say so")
    gone: tuple[GoneField, ...] = Field((), description="addresses that were removed on purpose and have no file")
