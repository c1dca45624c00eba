"""Breaking news, and the stories that are live at this moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsroom.site.page_parts import Banner


@dataclass(frozen=True)
class LiveNow:
    """Breaking news now, and until when each live story is live, by its id, as machines read it."""

    banner: Banner | None = None
    live: Mapping[str, str] = field(default_factory=dict)
