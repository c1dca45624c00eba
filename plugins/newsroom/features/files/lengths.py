"""How long a recording is; asked of what is bare already."""

from __future__ import annotations

import io


def seconds(body: bytes, ending: str) -> float:
    """Return how long a recording is, in seconds; 0 for what has no length.

    Args:
        body: a bare file.
        ending: of its address.
    """
    # Large libraries, which only those need who have recordings.
    if ending == "mp3":
        import mutagen

        found = mutagen.File(io.BytesIO(body))
        return float(found.info.length) if found is not None and found.info is not None else 0
    if ending in ("m4a", "mp4", "webm"):
        import av

        with av.open(io.BytesIO(body), "r") as opened:
            return (opened.duration or 0) / av.time_base
    return 0
