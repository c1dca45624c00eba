"""Rules of what is not published."""

from newsroom.core.rules import error, waivable_error, warning

OWN = {
    "leak-picture": error(
        "A picture or document that only unpublished stories use is not published, under any name.", ages=True
    ),
    "leak-text": waivable_error("Published content holds no text of unpublished content.", ages=True),
    "leak-likeness": warning("A picture does not look like one that only unpublished stories use.", ages=True),
}
