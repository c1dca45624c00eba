"""Reserved addresses of stories."""

from newsroom.core.reserved import ANY_LANGUAGE, NAME, PART_OF_LIST, ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"read"}),
    later=(
        (rf"{ANY_LANGUAGE}{PART_OF_LIST}?", "the list of stories in a language"),
        ("/read", "a folder of the site"),
        (rf"/read/{NAME}(?:/text)?", "a discreet story"),
    ),
)
