"""Look of a magazine that names no colour: all are worked out."""

from __future__ import annotations

from newsroom.site.colours.schema import ColoursField, colours_of
from newsroom.site.look import Look

LOOK = Look(ColoursField(), colours_of(ColoursField()))
