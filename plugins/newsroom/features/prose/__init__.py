"""Prose: quotations, headings, tables and notes as a magazine sets them."""
