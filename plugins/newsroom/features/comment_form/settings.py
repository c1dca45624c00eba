"""Settings of the comment form: the mode in which stories take replies, and where the form posts to."""

from __future__ import annotations

from msgspec import Struct

from newsroom.core.host_names import is_web_address
from newsroom.core.problems import did_you_mean
from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.comment_form.model import MODES

_USUAL = "placeholder"


class CommentSettings(Struct, frozen=True):
    """How readers may reply where a story does not say, and the address that the form posts to; empty for none."""

    mode: str = _USUAL
    endpoint: str = ""


def _read(raw: RawSettings) -> CommentSettings:
    mode = str(raw.get("COMMENTS_MODE", _USUAL))
    if mode not in MODES:
        raw.bad("COMMENTS_MODE", f'there is no mode "{mode}"', did_you_mean(mode, MODES))
    endpoint = str(raw.get("COMMENTS_ENDPOINT", ""))
    if not _is_endpoint(endpoint):
        if mode == "endpoint":
            fix = "begin it with https:// or with /"
            raw.bad("COMMENTS_ENDPOINT", f'"{endpoint}" is not an address to post to', fix)
        endpoint = ""
    return CommentSettings(mode if mode in MODES else _USUAL, endpoint)


def _is_endpoint(address: str) -> bool:
    path = address.startswith("/") and not address.startswith("//")
    return is_web_address(f"https://site.example{address}" if path else address)


GROUP = SettingGroup(
    CommentSettings,
    {
        "COMMENTS_MODE": "How readers may reply where a story does not say: placeholder, endpoint, closed or none.",
        "COMMENTS_ENDPOINT": "The address that the comment form posts to, in the mode endpoint.",
    },
    _read,
)
