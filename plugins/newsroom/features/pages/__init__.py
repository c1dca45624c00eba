"""Pages that are no stories: About, Privacy, Support and the like."""
