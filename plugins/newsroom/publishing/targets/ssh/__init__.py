"""A server as a target, over ssh and rsync."""
