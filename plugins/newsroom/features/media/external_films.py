"""Films that lie with a service elsewhere: which address is one, and from where it is played."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, urlsplit

from msgspec import Struct

#: From where each service's films are played, by the name of the medium; the policy of a page lets these in.
HOSTS = {"youtube": "https://www.youtube-nocookie.com", "vimeo": "https://player.vimeo.com"}
_NAMES = {"youtube": "YouTube", "vimeo": "Vimeo"}
_YOUTUBE = frozenset(
    ("youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com")
)
_VIMEO = frozenset(("vimeo.com", "www.vimeo.com", "player.vimeo.com"))
_YOUTUBE_ID = re.compile(r"[\w-]{11}\Z", re.ASCII)
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})/?\Z", re.ASCII)
_VIMEO_PATH = re.compile(r"/(?:video/)?(\d{1,12})(?:/([0-9a-f]{6,16}))?/?\Z", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{6,16}\Z")
_START = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?\Z")


class Film(Struct, frozen=True):
    """A film elsewhere.

    Args:
        medium: a key of `HOSTS`.
        page: the address at which the service shows it.
        player: the address from which it is played on our page, with as little told as the service allows.
    """

    medium: str
    page: str
    player: str

    @property
    def service(self) -> str:
        """Name that people call the service by."""
        return _NAMES[self.medium]


def film(address: str) -> Film | None:
    """Return the film that an address leads to; None when it is none that we play."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    host = (parts.hostname or "").lower()
    if host in _YOUTUBE or host == "youtu.be":
        return _youtube(parts, host)
    return _vimeo(parts) if host in _VIMEO else None


def _youtube(parts: SplitResult, host: str) -> Film | None:
    query = parse_qs(parts.query)
    if host == "youtu.be":
        name = parts.path.strip("/")
    elif parts.path.rstrip("/") == "/watch":
        name = query.get("v", [""])[0]
    else:
        match = _YOUTUBE_PATH.match(parts.path)
        name = match[1] if match else ""
    if not _YOUTUBE_ID.match(name):
        return None
    start = _seconds((query.get("t") or query.get("start") or [""])[0])
    page = f"https://www.youtube.com/watch?v={name}" + (f"&t={start}" if start else "")
    player = f"{HOSTS['youtube']}/embed/{name}?autoplay=1" + (f"&start={start}" if start else "")
    return Film("youtube", page, player)


def _vimeo(parts: SplitResult) -> Film | None:
    match = _VIMEO_PATH.match(parts.path)
    if match is None:
        return None
    # A film that is not listed has a second part, without which it is not shown.
    key = match[2] or parse_qs(parts.query).get("h", [""])[0]
    key = key if _HASH.match(key) else ""
    page = f"https://vimeo.com/{match[1]}" + (f"/{key}" if key else "")
    player = f"{HOSTS['vimeo']}/video/{match[1]}?dnt=1&autoplay=1" + (f"&h={key}" if key else "")
    return Film("vimeo", page, player)


def _seconds(words: str) -> int:
    """Return the seconds of a moment in a film, as services write it: 90, 90s or 1m30s."""
    match = _START.match(words)
    if not words or match is None:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds
