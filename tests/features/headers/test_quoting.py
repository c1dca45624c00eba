"""Quoting: nothing that stands in a configuration can be read as anything else."""

from __future__ import annotations

import pytest

from newsroom.core.header_table import HeaderTable
from newsroom.core.old_addresses import Moves
from newsroom.features.headers import caddy, nginx
from newsroom.features.headers.model import UnquotableText, caddy_raw, folder_fault, headers, uses
from newsroom.features.headers.model import caddy as caddy_quoted
from newsroom.features.headers.model import nginx as nginx_quoted


@pytest.mark.parametrize("words", ["a\nb", "a\x00", "a\rb", "$uri", "a${b}", "x" * 5000, "\u2028", "\x85"])
def test_text_that_nginx_would_misread_is_not_written(words: str) -> None:
    with pytest.raises(UnquotableText):
        nginx_quoted(words)


@pytest.mark.parametrize("words", ["a\\nb", 'a\\"b', "a\\\\b", "a\nb"])
def test_a_pattern_that_nginx_would_change_is_not_written(words: str) -> None:
    with pytest.raises(UnquotableText):
        nginx_quoted(words, pattern=True)


@pytest.mark.parametrize("words", ["{$HOME}", "{http.request.host}", "a\nb", "\\"])
def test_text_that_caddy_would_misread_is_not_written(words: str) -> None:
    with pytest.raises(UnquotableText):
        caddy_quoted(words)


@pytest.mark.parametrize("words", ["a`b", "{$HOME}", "a\nb"])
def test_text_with_a_backtick_is_not_written(words: str) -> None:
    with pytest.raises(UnquotableText):
        caddy_raw(words)


@pytest.mark.parametrize("folder", ["/srv/magazine", "/srv/a b", "/srv/a;b", "/srv/a#b", "/srv/é/日本", "/srv/a,b(c)"])
def test_the_name_of_a_folder_stands_between_quotes(folder: str) -> None:
    assert folder_fault(folder) == ""
    words = nginx.server_block("https://qn.example", folder)
    assert f'root "{folder}/current";' in words
    assert f'include "{folder}/headers/current/nginx-map.conf";' in words
    assert f'root * "{folder}/current"\n' in caddy.caddyfile(HeaderTable(), Moves(), "https://qn.example", (), folder)


@pytest.mark.parametrize(
    "folder", ["", "relative", "~/site", "/a$b", '/a"b', "/a{b}", "/a*", "/a\nb", "/a\\b", "/a'b", "/[a]"]
)
def test_a_folder_that_cannot_be_named_has_a_reason(folder: str) -> None:
    assert folder_fault(folder)


@pytest.mark.parametrize(
    ("site_url", "listens", "name", "leads"),
    [
        ("https://qn.example", "443", "qn.example", "https://qn.example"),
        ("https://QN.example:443", "443", "qn.example", "https://qn.example"),
        ("https://qn.example:8443", "8443", "qn.example", "https://qn.example:8443"),
        ("https://[::1]:8443", "8443", "[::1]", "https://[::1]:8443"),
        ("https://203.0.113.5", "443", "203.0.113.5", "https://203.0.113.5"),
        ("http://qn.example", "80", "qn.example", ""),
        ("http://qn.example:8080", "8080", "qn.example", ""),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", "", ""),
        ("http://[::1]:8000", "[::1]:8000", "", ""),
    ],
)
def test_a_server_listens_where_the_address_of_the_site_says(
    site_url: str, listens: str, name: str, leads: str
) -> None:
    words = nginx.server_block(site_url)
    server = words.rpartition("server {")[2]
    assert f"  listen {listens}{' ssl http2' if leads else ''};" in server
    assert (f"  server_name {name};" in server) == bool(name)
    assert (f"  return 301 {leads}$request_uri;" in words) == bool(leads)


def test_nginx_hides_its_version() -> None:
    words = nginx.server_block("https://qn.example")
    assert words.count("server {") == words.count("server_tokens off;") == 2


def test_an_expression_for_thousands_of_pages_is_several() -> None:
    """Nginx reads no word of a configuration that has more than 4,096 bytes."""
    no_store_pages = [f"/world/2026/05/a-story-that-asks-for-care-{number}/" for number in range(1000)]
    table = headers(uses(["/a.css"], "", "https://qn.example"), no_store_pages).table
    assert all(len(row.pattern) < 4000 for row in table.rows)
    assert {table.of(address)["Cache-Control"] for address in no_store_pages} == {"no-store"}
    assert table.of("/world/2026/05/another/")["Cache-Control"] != "no-store"
    assert max(map(len, nginx.header_map(table).split("\n"))) < 4096


def test_the_map_tells_the_spelling_of_each_address_and_both_of_one_that_has_two() -> None:
    moves = Moves({"/Old.aspx": "/new/", "/old.aspx": "/new/", "/One.php": "/new/"}, frozenset(("/Gone/",)))
    words = nginx.redirect_map(moves)
    assert '"/one.php" "/One.php";' in words
    assert '"/gone/" "/Gone/";' in words
    assert '"/old.aspx" $newsroom_exact;' in words
    assert '"~^/Old\\.aspx$" $uri;' in words
    maps = [part.split("\n}")[0].split("\n")[2:] for part in words.split("map $uri ")[1:]]
    for lines in maps:
        keys = [line.split('"')[1] for line in lines if '"~' not in line]
        assert len(keys) == len({key.lower() for key in keys}), "nginx takes two spellings for a conflict"
