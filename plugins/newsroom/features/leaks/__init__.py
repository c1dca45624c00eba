"""Leak scan: searches the future output for text and pictures of unpublished content, and stops the build."""
