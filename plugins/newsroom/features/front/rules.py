"""Rules of the front page."""

from newsroom.core.rules import error

OWN = {
    "front-slot": error("A place on the front page, or the label Live, is given to a story that may have it."),
}
