"""Rules of discreet stories."""

from newsroom.core.rules import error, warning

OWN = {
    "discreet-translation": error("A story and its translations are discreet together, or none of them is."),
    "discreet-tells": warning("A neutral title and summary do not tell what the story is about."),
}
