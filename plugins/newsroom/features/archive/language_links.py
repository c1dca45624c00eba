"""Link of pages to the archive."""

from newsroom.features.stories.addresses import archive_address

OWN = {"archive": lambda _lang: archive_address()}
