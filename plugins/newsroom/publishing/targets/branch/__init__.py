"""A branch that a static host serves as a target."""
