"""Writing: pages and files are staged beside the output, checked, and committed in one step."""
