"""Reserved addresses of documents and recordings."""

from newsroom.core.reserved import ReservedAddresses

OWN = ReservedAddresses(names=frozenset({"files"}), open_folders={"files": "documents and recordings"})
