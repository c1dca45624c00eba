"""Installed packages: their versions, each read once, since Python parses a file of some kilobytes for it."""

from __future__ import annotations

import functools
from importlib import metadata

#: Return the version of an installed package; raises `importlib.metadata.PackageNotFoundError` where it is missing.
version = functools.cache(metadata.version)
