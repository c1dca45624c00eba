"""Address of the page of all contributors."""


def contributors_address() -> str:
    """Return the address of the page of all contributors."""
    return "/contributors/"
