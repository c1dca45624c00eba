"""Reserved addresses of the theme."""

from newsroom.core.reserved import ReservedAddresses

OWN = ReservedAddresses(names=frozenset({"theme"}), open_folders={"theme": "the files of the theme"})
