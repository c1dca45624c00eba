"""Reserved addresses of series."""

from newsroom.core.reserved import NAME, PART_OF_LIST, ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"series"}),
    later=(("/series", "a folder of the site"),),
    named=((rf"/series/{NAME}{PART_OF_LIST}?", "the list of a series"),),
)
