"""Reserved addresses of text-only editions."""

from newsroom.core.reserved import NAME, ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"text"}),
    later=(
        ("/text", "a folder of the site"),
        (rf"(?:/{NAME}){{1,2}}/\d{{4}}/\d\d/{NAME}/text", "the text-only edition of a story"),
    ),
)
