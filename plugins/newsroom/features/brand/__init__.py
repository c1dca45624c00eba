"""The magazine's mark: its icons, the pictures of its link previews, and its drawn wordmark."""
