"""Address of the list of all topics."""


def topics_address() -> str:
    """Return the address of the page with every topic."""
    return "/topics/"
