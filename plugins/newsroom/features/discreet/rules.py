"""Rules of discreet stories."""

from newsroom.core.rules import error, warning

OWN = {
    "discreet-translation": error("A story and its translations are discreet together, or none of them is."),
    "discreet-tells": warning("A neutral title and summary hold nothing that gives the story away."),
}
