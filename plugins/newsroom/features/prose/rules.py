"""Rules of prose."""

from newsroom.core.rules import warning

OWN = {
    "pasted-bullet": warning("A list is a list, not lines that begin with a bullet sign."),
    "heading-order": warning("Headings in a story begin at the second level and skip none."),
}
