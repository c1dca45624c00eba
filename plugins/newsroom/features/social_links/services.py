"""The services that the magazine knows: one registry for its own accounts, its authors' and its share links."""

from __future__ import annotations

import re

from msgspec import Struct

from newsroom.core.interface_text import TranslatableText


class SocialService(Struct, frozen=True):
    """A place where people have accounts.

    Args:
        id: its name in data files.
        name: its name for readers.
        handle: regular expression for the whole of a handle.
        example: a handle that fits.
        address: where a handle leads; ``{handle}`` stands for it.
        hosts: hosts whose full addresses are accepted in place of a handle.
        share: where sharing leads; ``{url}``, ``{title}`` and ``{both}`` stand for percent-encoded text.
    """

    id: str
    name: str
    handle: str
    example: str
    address: str
    hosts: tuple[str, ...] = ()
    share: str = ""

    def fits(self, handle: str) -> bool:
        """Return whether a handle has the form that the service uses."""
        return re.fullmatch(self.handle, handle) is not None


_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_WEB = rf"https?://{_HOST}(?::\d+)?(?:/[^\s\"<>]*)?"

SERVICES: dict[str, SocialService] = {
    service.id: service
    for service in (
        SocialService(
            "facebook", "Facebook", r"[A-Za-z0-9.]{5,50}", "magazine.example", "https://www.facebook.com/{handle}",
            ("facebook.com", "www.facebook.com", "m.facebook.com"),
            "https://www.facebook.com/sharer/sharer.php?u={url}",
        ),
        SocialService(
            "instagram", "Instagram", r"[A-Za-z0-9_.]{1,30}", "magazine", "https://www.instagram.com/{handle}/",
            ("instagram.com", "www.instagram.com"),
        ),
        SocialService(
            "x", "X", r"[A-Za-z0-9_]{1,15}", "magazine", "https://x.com/{handle}",
            ("x.com", "twitter.com", "www.twitter.com"),
            "https://x.com/intent/post?text={title}&url={url}",
        ),
        SocialService(
            "youtube", "YouTube", r"[A-Za-z0-9_.-]{3,30}", "magazine", "https://www.youtube.com/@{handle}",
            ("youtube.com", "www.youtube.com"),
        ),
        SocialService(
            "tiktok", "TikTok", r"[A-Za-z0-9_.]{2,24}", "magazine", "https://www.tiktok.com/@{handle}",
            ("tiktok.com", "www.tiktok.com"),
        ),
        SocialService(
            "bluesky", "Bluesky", _HOST, "name.bsky.social", "https://bsky.app/profile/{handle}",
            ("bsky.app",),
            "https://bsky.app/intent/compose?text={both}",
        ),
        SocialService(
            "mastodon", "Mastodon", rf"[A-Za-z0-9_]+(?:[A-Za-z0-9_.-]*[A-Za-z0-9_]+)?@{_HOST}", "name@server.example",
            "https://{server}/@{user}",
        ),
        SocialService(
            "threads", "Threads", r"[A-Za-z0-9_.]{1,30}", "magazine", "https://www.threads.com/@{handle}",
            ("threads.com", "www.threads.com", "threads.net", "www.threads.net"),
        ),
        SocialService(
            "linkedin", "LinkedIn", r"(?:in|company)/[A-Za-z0-9-]{2,100}", "in/name",
            "https://www.linkedin.com/{handle}/",
            ("linkedin.com", "www.linkedin.com", "au.linkedin.com"),
        ),
        SocialService(
            "whatsapp", "WhatsApp", r"\+?[0-9]{8,15}", "61400000000", "https://wa.me/{handle}",
            ("wa.me", "whatsapp.com", "www.whatsapp.com"),
            "https://wa.me/?text={both}",
        ),
        SocialService(
            "email", TranslatableText("Email"), rf"[A-Za-z0-9._+-]+@{_HOST}", "name@mail.example", "mailto:{handle}",
            share="mailto:?subject={title}&body={both}",
        ),
        SocialService("website", TranslatableText("Website"), _WEB, "https://name.example/", "{handle}"),
        SocialService("rss", "RSS", rf"{_WEB}|/[^\s\"<>]*", "/feed.atom", "{handle}"),
    )
}  # fmt: skip

#: The share links of a story, in the order in which they stand.
SHARED_BY = ("facebook", "x", "bluesky", "whatsapp", "email")
