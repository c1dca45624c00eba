"""Rules of the weight of pages."""

from newsroom.core.rules import warning

OWN = {
    "story-weight": warning("A story's own text, pictures and tables stay within the budget in PAGE_BUDGETS."),
    "theme-weight": warning("The theme's part of every story stays within the budgets in PAGE_BUDGETS."),
}
