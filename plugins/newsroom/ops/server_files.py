"""What web servers and hosts of pages are to know of a release; it lies beside the site and never in it."""

from __future__ import annotations

from newsroom.addresses.moves import Moves
from newsroom.build.languages import spoken
from newsroom.build.plan import Plan
from newsroom.headers import caddy, hosts, nginx
from newsroom.headers.model import Headers

#: What `invoke headers --for` may be asked for, with the files that it prints.
KINDS = {
    "nginx": ("nginx.conf",),
    "nginx-map": ("nginx-map.conf",),
    "nginx-server": ("nginx-server.conf",),
    "caddy": ("Caddyfile",),
    "pages": ("_headers", "_redirects"),
}
#: Of these a host of pages wants a copy at the top of the site; of the others nobody may get one.
FOR_PAGES = KINDS["pages"]


def server_files(plan: Plan, folder: str = "/srv/qnews/public") -> dict[str, str]:
    """Return the files by their names.

    Args:
        plan: the plan of the build that is published.
        folder: the folder on the server that is published to, which the whole servers for nginx and Caddy name.
    """
    edition = plan.edition
    table, moves, languages = edition.get(Headers), edition.get(Moves), spoken(edition)
    return {
        "nginx.conf": nginx.written(table),
        "nginx-map.conf": nginx.map_written(moves, languages),
        "nginx-server.conf": nginx.server_written(edition.settings.site_url, folder),
        "Caddyfile": caddy.written(table, moves, edition.settings.site_url, languages, folder),
        "_headers": hosts.headers_written(table, plan.addresses),
        "_redirects": hosts.redirects_written(moves),
    }
