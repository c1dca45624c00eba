"""Reserved addresses of robots.txt."""

from newsroom.core.reserved import ReservedAddresses

OWN = ReservedAddresses(files=frozenset({"robots.txt"}))
