"""Caddyfile: headers, redirects of old addresses, and 410 for those that are gone."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from newsroom.core.header_table import HeaderTable
from newsroom.core.media_types import BY_ENDING, FEED, TEXTS
from newsroom.core.old_addresses import Moves
from newsroom.features.headers.model import FOLDER
from newsroom.features.headers.model import caddy as quoted
from newsroom.features.headers.model import caddy_raw as raw

_ABOUT = """\
# The site behind Caddy, made by `invoke publish` with each release: import this file, and reload Caddy after each
# publish. It names what was withdrawn: keep it where readers cannot get it.
"""
#: How the table of old addresses begins.
_MAP = "		map {http.request.orig_uri.path} {newsroom_moved} {newsroom_gone} {"
_TOP = """\
{site_url} {{
	root * {root}
	# In this order, and of one header the last line counts.
	route {{
"""
_END = """\
		@hidden path *.br *.gz /404.html /410.html /*/404.html /*/410.html
		error @hidden 404
		file_server {{
			precompressed br gzip
		}}
	}}
	handle_errors {{
		header Content-Type "text/html; charset=utf-8"
{errors}
	}}
}}
"""


def caddyfile(
    table: HeaderTable, moves: Moves, site_url: str, languages: Iterable[str] = (), folder: str = FOLDER
) -> str:
    """Return the file.

    Args:
        table: the headers.
        moves: redirects, and addresses that are gone.
        site_url: the site's address; for one with https Caddy gets certificates by itself.
        languages: those that have pages of their own for what is lost and gone.
        folder: the folder on the server that is published to.
    """
    lines = ["		header -Server"]
    for number, row in enumerate(table.rows):
        lines.append(f"		@row{number} path_regexp {raw(row.pattern)}")
        lines += [f"		header @row{number} {name} {raw(value)}" for name, value in row.headers]
    for ending, kind in BY_ENDING.items():
        lines += _content_type(ending, f"*.{ending}", kind)
    lines += _content_type("feed", f"*/{FEED[0]}", FEED[1])
    if moves.redirects or moves.gone:
        lines += _old_addresses(moves)
    errors = [
        line
        for status in (410, 404)
        for prefix in (*(f"/{lang.lower()}" for lang in languages), "")
        for line in _error_page(status, prefix)
    ]
    top = _TOP.format(site_url=site_url, root=quoted(f"{folder}/current"))
    return _ABOUT + top + "\n".join(lines) + "\n" + _END.format(errors="\n".join(errors))


def _old_addresses(moves: Moves) -> list[str]:
    # The address that was asked for, letter by letter, and not what Caddy turns to by itself.
    return [
        _MAP,
        *(f'			{quoted(unquote(old))} {quoted(to)} ""' for old, to in moves.redirects.items()),
        *(_gone_line(address) for address in sorted(moves.gone)),
        *('			default "" ""', "		}"),
        *('		@moved expression `{newsroom_moved} != ""`', "		redir @moved {newsroom_moved} 301"),
        *('		@gone expression `{newsroom_gone} != ""`', "		error @gone 410"),
    ]


def _gone_line(address: str) -> str:
    return f'			{quoted(unquote(address))} "" gone'


def with_gone(text: str, addresses: Iterable[str]) -> str:
    """Return the result of `caddyfile` with more addresses that are gone; known ones stay as they are.

    Args:
        text: the file.
        addresses: addresses at which nothing is published any more.
    """
    new = [address for address in addresses if f"\n			{quoted(unquote(address))} " not in text]
    if not new:
        return text
    if f"{_MAP}\n" in text:
        return text.replace(f"{_MAP}\n", "\n".join([_MAP, *map(_gone_line, new), ""]), 1)
    end = _END.partition("\n")[0]
    return text.replace(f"{end}\n", "\n".join([*_old_addresses(Moves(gone=frozenset(new))), end, ""]), 1)


def _content_type(name: str, path: str, kind: str) -> list[str]:
    text = "; charset=utf-8" if kind.startswith("text/") or kind in TEXTS else ""
    return [f"		@type_{name} path {path}", f'		header @type_{name} Content-Type "{kind}{text}"']


def _error_page(status: int, prefix: str) -> list[str]:
    """Return what shows the page for a status, below one language."""
    name = f"@on_{status}{prefix.replace('/', '_').replace('-', '_')}"
    within = f' && {{http.request.orig_uri.path}}.startsWith("{prefix}/")' if prefix else ""
    return [
        f"		{name} expression `{{http.error.status_code}} == {status}{within}`",
        f"		handle {name} {{",
        f"			rewrite * {prefix}/{status}.html",
        "			file_server {",
        "				precompressed br gzip",
        "			}",
        "		}",
    ]
