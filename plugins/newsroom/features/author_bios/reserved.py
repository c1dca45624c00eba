"""Reserved addresses of authors."""

from newsroom.core.reserved import NAME, PART_OF_LIST, ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"author", "contributors"}),
    later=((rf"/contributors{PART_OF_LIST}?", "a list of the site"), ("/author", "a folder of the site")),
    named=((rf"/author/{NAME}{PART_OF_LIST}?", "the page of an author"),),
)
