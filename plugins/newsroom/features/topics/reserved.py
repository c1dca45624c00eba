"""Reserved addresses of topics."""

from newsroom.core.reserved import NAME, PART_OF_LIST, ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"topic", "topics"}),
    later=((rf"/topics{PART_OF_LIST}?", "a list of the site"), ("/topic", "a folder of the site")),
    named=((rf"/topic/{NAME}{PART_OF_LIST}?", "the list of a topic"),),
)
