"""Link of every page to the search page in its language."""

from newsroom.features.search.addresses import search_address

OWN = {"search": search_address}
