"""The pages of the site, as templates see them: views, cards, lists, and the parts of which they are made."""
