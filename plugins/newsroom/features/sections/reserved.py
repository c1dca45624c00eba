"""Reserved addresses of sections."""

from newsroom.core.reserved import NAME, PART_OF_LIST, ReservedAddresses

OWN = ReservedAddresses(named=((rf"/{NAME}{PART_OF_LIST}", "the list of a section"),))
