"""Reserved addresses of print issues."""

from newsroom.core.reserved import PART_OF_LIST, ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"magazine"}),
    later=(
        (rf"/magazine{PART_OF_LIST}?", "the list of print issues"),
        ("/magazine/latest", "the latest print issue"),
    ),
    named=((r"/magazine/\d+", "a print issue"),),
)
