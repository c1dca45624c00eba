"""The checklist for contributors, printed on one page: run ``python -m tools.checklist`` in the repository's root."""
