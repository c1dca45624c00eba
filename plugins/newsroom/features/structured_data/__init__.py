"""Structured data of a page: typed records, written as one JSON-LD script into its head."""
