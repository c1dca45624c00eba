"""Markdown: what writers may write, as `docs/reference/markdown.md` describes it, turned into HTML."""
