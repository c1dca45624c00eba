"""The pipeline itself: read, enrich, render, write."""
