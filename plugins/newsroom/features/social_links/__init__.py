"""Social links: the magazine's accounts, its authors' accounts, and the share links of a story."""
