"""Quick exit: a button on pages that somebody may have to leave at once, and the pages that ask for care."""
