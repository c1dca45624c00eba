"""Quoting of file names in ssh options: blanks, quotation marks and percent signs."""

from __future__ import annotations

from newsroom.core.operation_error import OperationError


def file_option(name: str, path: str) -> tuple[str, str]:
    """Return an option that names a file, quoted as ssh's settings ask for: https://man.openbsd.org/ssh_config.

    Args:
        name: the option, such as UserKnownHostsFile.
        path: the file.

    Raises:
        OperationError: ssh cannot be told of such a file.
    """
    if "${" in path or "\n" in path:
        raise OperationError(f"{path}: ssh takes a part of this path for something else; give the folder another name")
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return "-o", f'{name}="{escaped}"'
