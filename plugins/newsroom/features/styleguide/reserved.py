"""Reserved addresses of the style guide."""

from newsroom.core.reserved import ReservedAddresses

OWN = ReservedAddresses(files=frozenset({"styleguide"}))
