"""Rules of pictures."""

from newsroom.core.rules import error

OWN = {
    "picture-missing": error("A named picture is in content/images/."),
    "picture-unreadable": error(
        "A picture is a JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF or SVG file that can be opened."
    ),
    "picture-size": error("A picture has at most 50 MB and 60 million pixels, and moves for five seconds at most."),
    "picture-alt": error("Every picture has a description for people who cannot see it."),
    "picture-box": error("A part to hide is four numbers in per cent, and lies on a picture that the file shows."),
    "picture-unhidden": error("A picture with hidden parts is shown with the same parts hidden everywhere."),
    "picture-names-hidden": error("File names and texts of pictures do not hold a name that the story hides."),
}
