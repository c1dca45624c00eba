"""Support services: the helplines, with who answers when."""
