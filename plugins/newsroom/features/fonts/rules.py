"""Rules of the headline font."""

from newsroom.core.rules import warning

OWN = {
    "font-glyph": warning("Headlines are written with letters and signs that the headline font has."),
}
