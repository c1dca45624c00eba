"""A bucket of an S3-compatible store as a target."""
