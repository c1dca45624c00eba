"""Reserved addresses of the front page."""

from newsroom.core.reserved import ReservedAddresses

OWN = ReservedAddresses(files=frozenset({"breaking.json"}))
