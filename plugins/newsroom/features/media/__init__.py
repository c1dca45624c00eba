"""Media: galleries, players for sound and film, posts from social media as quotations."""
