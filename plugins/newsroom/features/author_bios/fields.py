"""Fields of the front matter of authors, whose names lines of any file are compared with."""

from newsroom.features.author_bios.model import AuthorFields

OWN = AuthorFields
#: The folder of content/ that these files lie in.
FOLDER = "authors"
