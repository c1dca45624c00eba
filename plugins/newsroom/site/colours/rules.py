"""Rules of colours."""

from newsroom.core.rules import error

OWN = {
    "colour-shape": error("A colour is written in hexadecimal: #1c6e8c."),
    "colour-unknown": error("A colour that is named is one of the accents of the magazine."),
    "colour-contrast": error("All words have a contrast of at least 4.5 to 1 with their ground, in light and in dark."),
}
