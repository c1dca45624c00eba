"""An nginx of our own, on loopback."""

from __future__ import annotations

import http.client
import os
import subprocess
from pathlib import Path

from newsroom.commands.bench.nginx import AROUND
from newsroom.commands.quality.audit import program
from tests.audit.startup import answers, end, free_port, own_environment, started

_CONFIG = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  gzip on;
  gzip_types text/css text/javascript application/javascript image/svg+xml application/json;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port}{tls};
    root {root};
    index index.html;
    error_page 404 /404.html;
    absolute_redirect off;
    {more}
  }}
}}
"""


class Server:
    """An nginx that serves one folder.

    Args:
        folder: a folder that is not there yet, for its own files.
        root: the folder that it serves.
        headers: a file with headers that it includes.
        tls: whether it speaks TLS, with a certificate that nobody has signed.
    """

    def __init__(self, folder: Path, root: Path, headers: Path | None = None, *, tls: bool = False) -> None:
        self.port = free_port()
        folder.mkdir()
        # Folders of tests are closed to others, among them the user that nginx would turn into.
        user = "user root;" if os.geteuid() == 0 else ""
        more = [f"include {headers};"] if headers else []
        if tls:
            more += _certificate(folder)
        config = folder / "nginx.conf"
        config.write_text(
            _CONFIG.format(
                folder=folder, port=self.port, root=root, user=user, tls=" ssl" if tls else "", more="\n    ".join(more)
            )
        )
        self._start("nginx", folder, ["-p", folder, "-c", config])

    def _start(self, kind: str, folder: Path, arguments: list[str | Path]) -> None:
        """Start the program and wait until it answers."""
        found, log = program(kind), folder / "error.log"
        assert found is not None
        command = [found, *(["-e", log] if kind == "nginx" else []), *arguments]
        environment = own_environment(folder)
        self._process = started(kind, command, log, lambda: answers(self.port), environment=environment)

    def ask(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Return the answer to a request without TLS, and its body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def get(self, path: str) -> tuple[int, str, bytes]:
        """Return status, type and body."""
        response, body = self.ask(path)
        return response.status, response.headers.get("Content-Type", ""), body

    def end(self) -> None:
        """End it."""
        end(self._process)


_MODULES = "include /etc/nginx/modules-enabled/*.conf;"


def _certificate(folder: Path) -> list[str]:
    """Make a certificate, and return the lines that name it."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=qn.example", "-days", "2"]
    subprocess.run(
        [*command, "-keyout", folder / "key.pem", "-out", folder / "cert.pem"], check=True, capture_output=True
    )
    return [f"ssl_certificate {folder}/cert.pem;", f"ssl_certificate_key {folder}/key.pem;"]


class Generated(Server):
    """A server that runs on nothing but the files that were generated for a release.

    Args:
        folder: a folder that is not there yet, for its own files.
        public: the folder that was published to.
        port: the port that the files name.
        kind: nginx or caddy.
    """

    def __init__(self, folder: Path, public: Path, port: int, kind: str = "nginx") -> None:
        self.port, self.kind = port, kind
        folder.mkdir()
        if kind == "caddy":
            config = folder / "Caddyfile"
            config.write_text(f'{{\n\tadmin off\n\tauto_https off\n}}\nimport "{public}/headers/current/Caddyfile"\n')
            self._start(kind, folder, ["run", "--config", config, "--adapter", "caddyfile"])
        else:
            user = "user root;" if os.geteuid() == 0 else ""
            config = folder / "nginx.conf"
            config.write_text(AROUND.format(folder=folder, public=public, user=user, modules=_MODULES))
            self._start(kind, folder, ["-c", config])

    def fetch(self, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Return status, headers and body; headers of the request have underscores for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, response.headers, body


__all__ = ["Generated", "Server", "free_port"]
