"""The table of headers as a file that nginx includes in its ``server`` block."""

from __future__ import annotations

from newsroom.headers.model import Headers

_ABOUT = """\
# The headers of this release, made by `invoke publish`: include it in the server block whose root is public/current,
# and reload nginx after each publish. A location that has an add_header of its own must include it once more.
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


def _variable(name: str) -> str:
    return "$newsroom_" + name.lower().replace("-", "_")


def _quoted(words: str) -> str:
    """Return words as they stand between double quotes; in a pattern a backslash is the pattern's own."""
    return words.replace('"', '\\"')
