"""Rules of addresses that were published once."""

from newsroom.core.rules import error, warning

OWN = {
    "address-taken": error("No page takes an address that was another's."),
    "alias-taken": error(
        "At an old address that leads somewhere nothing else stands, and nothing else leads on from there."
    ),
    "address-lost": warning(
        "Every address that was ever published answers, leads on, or says that what stood there is gone.", needs=("",)
    ),
    "address-ledger": warning(
        "content/data/addresses.txt is a plain file; each line names an address that a page can have."
    ),
}
