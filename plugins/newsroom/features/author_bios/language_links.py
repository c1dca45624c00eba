"""Link of pages to the page of all contributors."""

from newsroom.features.author_bios.addresses import contributors_address

OWN = {"contributors": lambda _lang: contributors_address()}
