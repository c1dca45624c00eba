"""Rules of galleries, players and posts."""

from newsroom.core.rules import error, warning

OWN = {
    "embed-pasted": error("A story holds no embedding code of other services."),
    "media-transcript": warning("Our own recordings and films have a transcript."),
    "post-whole": warning("A quoted post names its author, service and day."),
}
