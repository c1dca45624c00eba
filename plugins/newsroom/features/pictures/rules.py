"""Rules of pictures."""

from newsroom.core.rules import error

OWN = {
    "picture-missing": error("A picture that is named lies in content/images/."),
    "picture-unreadable": error(
        "A picture is a JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF or SVG file that can be opened."
    ),
    "picture-size": error("A picture has at most 50 MB and 60 million pixels, and moves for five seconds at most."),
    "picture-alt": error("Every picture has words for those who cannot see it."),
    "picture-box": error("A part to hide is four numbers in per cent, and lies on a picture that the file shows."),
    "picture-unhidden": error("A picture of which parts are hidden is nowhere shown with other parts hidden, or none."),
    "picture-names-hidden": error(
        "Pictures, their file names and their words do not give a name that the story hides."
    ),
}
