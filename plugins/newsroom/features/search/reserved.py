"""Reserved addresses of the search."""

from newsroom.core.reserved import ANY_LANGUAGE, PART_OF_LIST, ReservedAddresses

OWN = ReservedAddresses(
    names=frozenset({"pagefind", "search"}),
    folders={"pagefind": "the index of the search"},
    later=(
        (rf"/search{PART_OF_LIST}?", "a list of the site"),
        (rf"{ANY_LANGUAGE}/search", "the search in a language"),
    ),
)
