"""Configuration files of a release for web servers and static hosts, stored beside the site and never in it."""

from __future__ import annotations

from newsroom.core.old_addresses import Moves
from newsroom.engine.plan import Plan
from newsroom.features.headers import caddy, hosts, nginx
from newsroom.features.headers.model import FOLDER, Headers, folder_fault
from newsroom.site.spoken_languages import spoken

#: Values of `invoke headers --for`, each with the files that it prints.
KINDS = {
    "nginx": ("nginx.conf",),
    "nginx-map": ("nginx-map.conf",),
    "nginx-server": ("nginx-server.conf",),
    "caddy": ("Caddyfile",),
    "pages": ("_headers", "_redirects"),
}


def server_files(plan: Plan, folder: str = "") -> dict[str, str]:
    """Return the files by their names.

    Args:
        plan: the plan of the build that is published.
        folder: the folder on the server that is published to, absolute, which the whole servers for nginx and Caddy
            name; where it is not known, or cannot stand in a configuration, they say which one to put in its place.
    """
    edition = plan.edition
    table, moves, languages = edition.get(Headers).table, edition.get(Moves), spoken(edition)
    fault = folder_fault(folder)
    place, address = FOLDER if fault else folder, edition.settings.site_url
    mend = f"# Mend this first: write your folder in place of {FOLDER}, since {fault}.\n" if fault else ""
    return {
        "nginx.conf": nginx.header_map(table),
        "nginx-map.conf": nginx.redirect_map(moves, languages),
        "nginx-server.conf": mend + nginx.server_block(address, place),
        "Caddyfile": mend + caddy.caddyfile(table, moves, address, languages, place),
        "_headers": hosts.headers_file(table, plan.addresses),
        "_redirects": hosts.redirects_file(moves),
    }
