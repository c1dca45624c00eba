"""The state of publication that something is in, at one moment."""

from __future__ import annotations

import enum


class PublicationState(enum.Enum):
    """Where a document is in its life, at one moment."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LIVE = "live"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
