"""The style guide: colours with their contrast, type, and every component as its examples show it."""
