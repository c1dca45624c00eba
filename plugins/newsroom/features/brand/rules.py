"""Rules of the magazine's mark."""

from newsroom.core.rules import error, gate

OWN = {
    "brand-missing": gate("The icons and pictures of the magazine's mark are in content/brand/."),
    "wordmark-unreadable": error("The drawn wordmark is a plain SVG: it loads nothing, and nothing in it runs."),
}
