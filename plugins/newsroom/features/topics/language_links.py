"""Link of pages to the list of all topics."""

from newsroom.features.topics.addresses import topics_address

OWN = {"topics": lambda _lang: topics_address()}
