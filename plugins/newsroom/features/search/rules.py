"""Rules of the search."""

from newsroom.core.rules import error

OWN = {
    "search-index": error("The search index can be made, and holds every page that it should."),
}
