"""Reserved addresses of the archive."""

from newsroom.core.reserved import PART_OF_LIST, ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"archive"}),
    later=((rf"/archive(?:/\d{{4}}(?:/\d\d)?)?{PART_OF_LIST}?", "the archive"),),
)
