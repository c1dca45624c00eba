"""Error of an operation that cannot be done as it was asked."""

from __future__ import annotations


class OperationError(Exception):
    """Something cannot be done as it was asked; the message is one sentence that says why and what to do."""
