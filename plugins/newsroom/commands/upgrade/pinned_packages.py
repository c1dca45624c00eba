"""Files of exact pins, such as constraints.txt: the packages in them, and how two of them differ."""

from __future__ import annotations

import re

_PIN = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*)\s*==\s*(?P<version>[^\s;#]+)\s*(?:;\s*(?P<marker>[^#]*))?")


def pins(text: str) -> dict[str, tuple[str, ...]]:
    """Return the versions of each package, with what they apply to where a line says so."""
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        pin = _PIN.match(line)
        if pin:
            name = re.sub(r"[-_.]+", "-", pin["name"]).lower()
            marker = (pin["marker"] or "").strip()
            found.setdefault(name, []).append(f"{pin['version']} ({marker})" if marker else pin["version"])
    return {name: tuple(sorted(versions)) for name, versions in found.items()}


def differences(before: str, after: str) -> list[str]:
    """Return a line for each package that differs: its old version and its new one.

    Args:
        before: the older file.
        after: the newer one.
    """
    old, new = pins(before), pins(after)
    lines = []
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name):
            continue
        if name not in old:
            lines.append(f"{name}: {', '.join(new[name])} is new")
        elif name not in new:
            lines.append(f"{name}: {', '.join(old[name])} is no longer needed")
        else:
            lines.append(f"{name}: {', '.join(old[name])} becomes {', '.join(new[name])}")
    return lines
