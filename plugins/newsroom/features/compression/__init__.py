"""Precompressed files, so that a server has nothing to compress while readers wait."""
