"""Reserved addresses of pictures."""

from newsroom.core.reserved import ReservedAddresses

OWN = ReservedAddresses(names=frozenset({"images"}), open_folders={"images": "pictures"})
