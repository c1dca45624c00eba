"""The settings of structured data."""

from __future__ import annotations

from newsroom.engine.setting_groups import RawSettings, SettingGroup
from newsroom.features.structured_data.publisher import ImageLicence
from newsroom.site.magazine.schema import is_page_address

_FIX = "write it as https://magazine.example/licences/, or as /contact/ for a page of the site"


def _read(raw: RawSettings) -> ImageLicence:
    return ImageLicence(_address(raw, "IMAGE_LICENSE"), _address(raw, "IMAGE_LICENSE_PAGE"))


def _address(raw: RawSettings, name: str) -> str:
    address = str(raw.get(name, "") or "")
    if address and not is_page_address(address):
        raw.bad(name, f'"{address}" is not an address', _FIX)
        return ""
    return address


GROUP = SettingGroup(
    ImageLicence,
    {
        "IMAGE_LICENSE": "The address of the licence of pictures that are credited to the magazine; empty for none.",
        "IMAGE_LICENSE_PAGE": "The address of the page on how to get a licence for such a picture; empty for none.",
    },
    _read,
)
