"""Sitemaps: pages for search engines, by month and kind, and the news of two days."""
