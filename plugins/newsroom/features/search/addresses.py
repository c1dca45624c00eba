"""Addresses of search pages."""


def search_address(lang: str = "") -> str:
    """Return the address of the search page, or of that in another language than the magazine's own."""
    return f"/{lang.lower()}/search/" if lang else "/search/"
