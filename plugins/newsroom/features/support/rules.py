"""Rules of helplines."""

from newsroom.core.rules import error, warning

OWN = {
    "helpline-unknown": error(
        "A topic or place of helplines is one that content/data/helplines.toml has.", needs=("data/helplines.toml",)
    ),
    "helpline-two": error(
        "A story on suicide shows at least two services that answer around the clock.",
        needs=("data/helplines.toml",),
    ),
    "helpline-none": warning(
        "The file of helplines lists some; until it does, it counts as a draft and stops nothing."
    ),
    "helpline-twice": error("No helpline is listed twice, and so counted twice."),
    "helpline-old": warning("Somebody has checked each helpline in the last 180 days.", ages=True),
}
