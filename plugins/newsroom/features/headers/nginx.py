"""Files for nginx: headers, a map of old addresses, and a whole server that includes both."""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from newsroom.core.header_table import HeaderTable
from newsroom.core.host_names import is_ip
from newsroom.core.media_types import BY_ENDING, FEED, TEXTS
from newsroom.core.old_addresses import Moves
from newsroom.features.headers.model import FOLDER
from newsroom.features.headers.model import nginx as quoted

_ABOUT = """\
# The headers of this release, made by `invoke publish`: include it in the server block whose root is public/current,
# and reload nginx after each publish. A location that has an add_header of its own must include it once more.
"""
_ABOUT_MAP = """\
# Where old addresses lead now, and what is gone: made by `invoke publish` with each release. Include it outside of the
# server block, and reload nginx after each publish. It names what was withdrawn: keep it where readers cannot get it.
"""
_SERVER = """\
# A whole server for the site, made by `invoke publish`: copy it to /etc/nginx/sites-available/, and mend the paths and
# the certificate. What it includes follows the release that readers get: reload nginx after each publish.
include {moved};
{room}{redirecting}server {{
{listening}
  root {root};
  index index.html;
  server_tokens off;
  autoindex off;
  absolute_redirect off;
  charset utf-8;
  charset_types {texts};
  default_type application/octet-stream;
  types {{
{types}
  }}
  # Files are compressed when the site is built. Debian has the module for Brotli in libnginx-mod-http-brotli-static.
  gzip_static on;
  gzip_vary on;
  brotli_static on;
  sendfile on;
  tcp_nopush on;
  error_page 404 $newsroom_lost_page;
  # A folder without a page is no secret, and no page.
  error_page 403 =404 $newsroom_lost_page;
  error_page 410 $newsroom_gone_page;
  include {headers};
  # For an old address, exactly as it is spelled, and never when nginx turns to an index or an error page by itself.
  set $newsroom_is "";
  if ($uri = $newsroom_old) {{ set $newsroom_is old; }}
  if ($newsroom_gone) {{ set $newsroom_is "gone$newsroom_is"; }}
  if ($newsroom_is = goneold) {{ return 410; }}
  if ($newsroom_is = old) {{ return 301 $newsroom_moved; }}
  # They are shown in the place of other pages, and are none themselves.
  location ~ "/4(04|10)\\.html$" {{ internal; }}
  location ~ "\\.(br|gz)$" {{ return 404; }}
  # A page that was opened before a publish asks for styles and scripts of the release before.
  location ~ "^/theme/.*\\.[0-9a-f]{{10}}\\.[a-z0-9]+$" {{ recursive_error_pages on; error_page 404 = @before; }}
  location @before {{
    root {before};
    error_page 404 $newsroom_lost_page;
  }}
  location ~ "{feed}$" {{ types {{ }} default_type {feed_type}; }}
}}
"""
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_BUCKET = "map_hash_bucket_size {size};"
#: How the maps begin in which an address stands that is gone.
_OLD, _GONE = "map $uri $newsroom_old ", "map $uri $newsroom_gone "
_PLAIN = """\
  listen {port};
  listen [::]:{port};
  server_name {host};"""
_LISTENING = """\
  listen {port} ssl http2;
  listen [::]:{port} ssl http2;
  server_name {host};
  ssl_certificate /etc/letsencrypt/live/{name}/fullchain.pem;
  ssl_certificate_key /etc/letsencrypt/live/{name}/privkey.pem;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_session_cache shared:newsroom:10m;
  ssl_session_tickets off;"""
_ROOM = """\
# For so long a name beside other servers; take this line out where your nginx.conf has one like it.
server_names_hash_bucket_size {size};
"""
#: Signs of a host's name for which nginx has room by itself.
_USUAL_NAME = 46
_REDIRECTING = """\
server {{
  listen 80;
  listen [::]:80;
  server_name {host};
  server_tokens off;
  return 301 https://{location}$request_uri;
}}
"""


def header_map(table: HeaderTable) -> str:
    """Return the file.

    A variable for each header takes the value of the last row that fits, since nginx knows no other way to let one
    header of a location win and the rest stay: https://nginx.org/en/docs/http/ngx_http_headers_module.html
    """
    names = list(dict.fromkeys(name for row in table.rows for name, _ in row.headers))
    lines = [f'set {_variable(name)} "";' for name in names]
    for row in table.rows:
        lines.append(f"if ($uri ~ {quoted(row.pattern, pattern=True)}) {{")
        lines += [f"  set {_variable(name)} {quoted(value)};" for name, value in row.headers]
        lines.append("}")
    lines += [f"add_header {name} {_variable(name)} always;" for name in names]
    return _ABOUT + "\n".join(lines) + "\n"


def redirect_map(moves: Moves, languages: Iterable[str] = ()) -> str:
    """Return the map of old addresses: redirects, and addresses that are gone.

    nginx's map makes no difference between capital and small letters. So it gives the old address as it is spelled
    besides, which the server compares with what was asked for, letter by letter. What the map says is looked up once
    for each request: when nginx turns to an index or an error page by itself, it is still about the first address.

    Args:
        moves: both.
        languages: those that have pages of their own for what is lost and gone.
    """
    prefixes = [lang.lower() for lang in languages]
    # nginx compares what was asked for once its percent signs are read.
    redirects = {unquote(old): to for old, to in moves.redirects.items()}
    gone = {unquote(address) for address in moves.gone}
    longest = max((len(address.encode()) for address in (*redirects, *gone)), default=0)
    lines = [_BUCKET.format(size=_bucket(longest)), "map_hash_max_size 65536;"]
    lines += _spelled({*redirects, *gone})
    lines += _map("$newsroom_moved", {_folded(old): to for old, to in redirects.items()})
    lines += _map("$newsroom_gone", dict.fromkeys(sorted(map(_folded, gone)), "1"))
    for name, page in (("lost", "404.html"), ("gone", "410.html")):
        targets = {f"~^/{prefix}/": f"/{prefix}/{page}" for prefix in prefixes}
        lines += _map(f"$newsroom_{name}_page", targets, f"/{page}")
    return _ABOUT_MAP + "\n".join(lines) + "\n"


def _folded(address: str) -> str:
    """Return an address as nginx's map folds it: the letters of ASCII made small, and no others."""
    return address.translate(_SMALL)


def _bucket(longest: int) -> int:
    """Return the room that nginx wants in each bucket: for the longest address and 24 bytes more, in powers of two."""
    return max(128, 1 << (longest + 24).bit_length())


def map_with_gone(text: str, addresses: Iterable[str]) -> str:
    """Return the result of `redirect_map` with more addresses that are gone; known ones stay as they are.

    Args:
        text: the file.
        addresses: addresses at which nothing is published any more.
    """
    for address in map(unquote, addresses):
        if f"{_OLD}{{" not in text or f"\n  {quoted(_folded(address))} " in text:
            continue
        for variable, value in ((_OLD, quoted(address)), (_GONE, quoted("1"))):
            text = text.replace(f"{variable}{{\n", f"{variable}{{\n  {quoted(_folded(address))} {value};\n", 1)
        known = re.search(_BUCKET.format(size=r"(\d+)"), text)
        if known and int(known[1]) < _bucket(len(address.encode())):
            text = text.replace(known[0], _BUCKET.format(size=_bucket(len(address.encode()))), 1)
    return text


def _spelled(addresses: Iterable[str]) -> list[str]:
    """Return a map to the spelling of each address; of one that has several a second map knows them all."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for address in sorted(addresses):
        spellings[_folded(address)].append(address)
    several = [address for known in spellings.values() if len(known) > 1 for address in known]
    exact = {f"~^{re.escape(address)}$": "$uri" for address in several}
    spelled = {folded: known[0] if len(known) == 1 else "$newsroom_exact" for folded, known in spellings.items()}
    return (_map("$newsroom_exact", exact) if exact else []) + _map("$newsroom_old", spelled)


def _map(variable: str, values: Mapping[str, str], default: str = "") -> list[str]:
    lines = [f"  {quoted(old)} {_value(to)};" for old, to in values.items()]
    return [f"map $uri {variable} {{", f"  default {quoted(default)};", *lines, "}"]


def _value(words: str) -> str:
    return words if words in ("1", "$uri", "$newsroom_exact") else quoted(words)


def server_block(site_url: str, folder: str = FOLDER) -> str:
    """Return a whole server block for a site.

    Args:
        site_url: the site's address.
        folder: the folder on the server that is published to.
    """
    parts = urlsplit(site_url)
    secure, name = parts.scheme == "https", parts.hostname or ""
    usual = 443 if secure else 80
    port = parts.port or usual
    # An IPv6 address stands between brackets wherever a port may follow it.
    host = f"[{name}]" if ":" in name else name
    location = host if port == usual else f"{host}:{port}"
    if secure:
        listening = _LISTENING.format(host=host, name=name, port=port)
    else:
        # Only a network's own address can be listened at: nginx would ask for that of a name, and stop without one.
        listening = f"  listen {location};" if is_ip(host) else _PLAIN.format(host=host, port=port)
    paths = ("current", "previous", "headers/current/nginx.conf", "headers/current/nginx-map.conf")
    root, before, headers, moved = (quoted(f"{folder}/{path}") for path in paths)
    return _SERVER.format(
        root=root,
        before=before,
        headers=headers,
        moved=moved,
        room=_ROOM.format(size=1 << (len(host) + 24).bit_length()) if len(host) > _USUAL_NAME else "",
        redirecting=_REDIRECTING.format(host=host, location=location) if secure else "",
        listening=listening,
        texts=" ".join(kind for kind in ("text/css", "text/plain", *TEXTS)),
        types="\n".join(f"    {kind} {ending};" for ending, kind in BY_ENDING.items()),
        feed="/" + FEED[0].replace(".", "\\."),
        feed_type=FEED[1],
    )


def _variable(name: str) -> str:
    return "$newsroom_" + name.lower().replace("-", "_")
