"""The cache: what earlier builds worked out, under the digest of all that it follows from."""
