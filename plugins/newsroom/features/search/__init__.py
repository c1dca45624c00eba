"""Search: its page, the index that Pagefind makes of published pages, and the script that queries it."""
