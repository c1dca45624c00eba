"""Rules of addresses that were published once."""

from newsroom.core.rules import error, warning

OWN = {
    "address-taken": error("No page takes the address of an earlier page."),
    "alias-taken": error("An old address belongs to one page only, and nothing else is there."),
    "address-lost": warning(
        "Every address that was ever published has a page, redirects, or says that its page is gone.", needs=("",)
    ),
    "address-ledger": warning(
        "content/data/addresses.txt is a plain file; each line names an address that a page can have."
    ),
}
