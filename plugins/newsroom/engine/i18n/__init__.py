"""Interface text in the languages of pages: catalogues and the tags that print it."""
