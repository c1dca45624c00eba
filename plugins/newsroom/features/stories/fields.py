"""Fields of the front matter of stories, whose names lines of any file are compared with."""

from newsroom.features.stories.schema import StoryFields

OWN = StoryFields
#: The folder of content/ that these files lie in.
FOLDER = "articles"
