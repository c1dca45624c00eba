"""Names of hosts and addresses of sites: nothing passes that a configuration could read as something else."""

from __future__ import annotations

import pytest

from newsroom.core.host_names import is_host, is_web_address, site_fault

_HOSTILE = (
    "https://x;} server {", "https://x\nlisten 80;", "https://x{$HOME}", 'https://x"', "https://x'", "https://x`",
    "https://x$host", "https://x y", "https://x\\", "https://x#", "https://x?", "https://x/", "https://x/y", "https://u@x",
    "https://u:p@x", "https://", "https:x", "//x", "x", "javascript:1", "ftp://x", "HTTPS://x", "https://x:", "https://x:0",
    "https://x:99999", "https://x:8a", "https://x:\u0661", "https://-x", "https://x-", "https://x..y", "https://.x",
    "https://x.", "https://x_y", "https://\u212aent.example", "https://b\u00fccher.example", "https://*.x", "https://x,y",
    "https://[::1", "https://[::1]]", "https://[x]", "https://256.1.1.1", "https://1.2", "https://1", "https://[1.2.3.4]",
    "https://" + "a" * 64 + ".example", "https://" + "a." * 130 + "example", "https://x%00", "https://x\x00",
    "https://x\u202e", "https://x|y", "https://x<y>", "https://x=1", "https://x&y", "https://0x7f000001", "https://a.0X",
    "https://1.2.3.0x4", "https://x:80", "http://x:443", "https://x:00080",
)  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "https://qnews.example", "https://QNews.example", "https://www.q-news.com.au", "https://xn--bcher-kva.example",
        "https://qnews.example:8443", "http://127.0.0.1:8000", "http://localhost", "http://[::1]:8000",
        "https://" + "a" * 56 + ".onion", "https://203.0.113.5", "https://4ever.example",
    ],
)  # fmt: skip
def test_an_address_of_a_site(address: str) -> None:
    assert site_fault(address) == ""
    assert is_web_address(f"{address}/a/path?of=it#x")


@pytest.mark.parametrize("address", _HOSTILE)
def test_other_addresses_are_refused_with_a_reason(address: str) -> None:
    fault = site_fault(address)
    assert fault
    assert address not in fault or len(address) < 3


@pytest.mark.parametrize("address", ["https://x; script-src */", "https://x' 'unsafe-inline/", 'https://x/"', "https://x/a b", "https://x/\n"])  # fmt: skip  # noqa: E501
def test_an_address_of_the_web_cannot_add_to_a_policy(address: str) -> None:
    assert not is_web_address(address)


def test_a_host_is_no_longer_than_the_system_of_names_allows() -> None:
    assert is_host(".".join(["a" * 62] * 4))
    assert not is_host(".".join(["a" * 63] * 4))
