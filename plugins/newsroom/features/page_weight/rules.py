"""Rules of the weight of pages."""

from newsroom.core.rules import warning

OWN = {
    "story-weight": warning(
        "A story's own words, pictures and tables come to no more than the budget in PAGE_BUDGETS."
    ),
    "theme-weight": warning("What the theme adds to every story comes to no more than the budgets in PAGE_BUDGETS."),
}
