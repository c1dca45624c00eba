"""Pictures for link previews of stories that have none of their own: headline, section and magazine, drawn."""
