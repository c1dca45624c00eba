"""Files for nginx: the headers, what stands elsewhere now or is gone, and a whole server that includes both."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from newsroom.addresses.moves import Moves
from newsroom.headers.model import Headers
from newsroom.headers.types import BY_ENDING, FEED, TEXTS

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
include {folder}/headers/current/nginx-map.conf;
{redirecting}server {{
{listening}
  root {folder}/current;
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
  include {folder}/headers/current/nginx.conf;
  if ($newsroom_moved) {{ return 301 $newsroom_moved; }}
  if ($newsroom_gone) {{ return 410; }}
  # They are shown in the place of other pages, and are none themselves.
  location ~ "/4(04|10)\\.html$" {{ internal; }}
  location ~ "\\.(br|gz)$" {{ return 404; }}
  # A page that was opened before a publish asks for styles and scripts of the release before.
  location ~ "^/theme/.*\\.[0-9a-f]{{10}}\\.[a-z0-9]+$" {{ recursive_error_pages on; error_page 404 = @before; }}
  location @before {{
    root {folder}/previous;
    error_page 404 $newsroom_lost_page;
  }}
  location ~ "{feed}$" {{ types {{ }} default_type {feed_type}; }}
}}
"""
_LISTENING = """\
  listen 443 ssl http2;
  listen [::]:443 ssl http2;
  server_name {host};
  ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;
  ssl_certificate_key /etc/letsencrypt/live/{host}/privkey.pem;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_session_cache shared:newsroom:10m;
  ssl_session_tickets off;"""
_REDIRECTING = """\
server {{
  listen 80;
  listen [::]:80;
  server_name {host};
  return 301 https://{host}$request_uri;
}}
"""


def written(table: Headers) -> str:
    """Return the file.

    A variable for each header takes the value of the last row that fits, since nginx knows no other way to let one
    header of a location win and the rest stay: https://nginx.org/en/docs/http/ngx_http_headers_module.html
    """
    names = list(dict.fromkeys(name for row in table.rows for name, _ in row.headers))
    lines = [f'set {_variable(name)} "";' for name in names]
    for row in table.rows:
        lines.append(f'if ($uri ~ "{_quoted(row.pattern)}") {{')
        lines += [f'  set {_variable(name)} "{_quoted(value)}";' for name, value in row.headers]
        lines.append("}")
    lines += [f"add_header {name} {_variable(name)} always;" for name in names]
    return _ABOUT + "\n".join(lines) + "\n"


def map_written(moves: Moves, languages: Iterable[str] = ()) -> str:
    """Return the file that says where old addresses lead, and what is gone.

    Args:
        moves: both.
        languages: those that have pages of their own for what is lost and gone.
    """
    prefixes = [lang.lower() for lang in languages]
    longest = max(map(len, (*moves.redirects, *moves.gone)), default=0)
    # nginx wants room for the longest address in each bucket, in powers of two.
    bucket = max(128, 1 << (longest + 16).bit_length())
    lines = [f"map_hash_bucket_size {bucket};", "map_hash_max_size 65536;"]
    # Asked for anew when nginx turns to the page for what is gone, which is not gone itself.
    lines += ["map $uri $newsroom_moved {", "  volatile;", '  default "";']
    lines += [f'  "{old}" "{to}";' for old, to in moves.redirects.items()]
    lines += ["}", "map $uri $newsroom_gone {", "  volatile;", '  default "";']
    lines += [f'  "{address}" 1;' for address in sorted(moves.gone)]
    lines.append("}")
    for name, page in (("lost", "404.html"), ("gone", "410.html")):
        lines += [f"map $uri $newsroom_{name}_page {{", f"  default /{page};"]
        lines += [f'  "~^/{prefix}/" /{prefix}/{page};' for prefix in prefixes]
        lines.append("}")
    return _ABOUT_MAP + "\n".join(lines) + "\n"


def server_written(site_url: str, folder: str = "/srv/qnews/public") -> str:
    """Return a whole server block for a site.

    Args:
        site_url: the site's address.
        folder: the folder on the server that is published to.
    """
    parts = urlsplit(site_url)
    secure = parts.scheme == "https"
    listening = f"  listen {parts.netloc};" if parts.port else "  listen 80;"
    return _SERVER.format(
        folder=folder,
        redirecting=_REDIRECTING.format(host=parts.hostname) if secure else "",
        listening=_LISTENING.format(host=parts.hostname) if secure else listening,
        texts=" ".join(kind for kind in ("text/css", "text/plain", *TEXTS)),
        types="\n".join(f"    {kind} {ending};" for ending, kind in BY_ENDING.items()),
        feed="/" + FEED[0].replace(".", "\\."),
        feed_type=FEED[1],
    )


def _variable(name: str) -> str:
    return "$newsroom_" + name.lower().replace("-", "_")


def _quoted(words: str) -> str:
    """Return words as they stand between double quotes; in a pattern a backslash is the pattern's own."""
    return words.replace('"', '\\"')
