"""Fields of the front matter of pages, whose names lines of any file are compared with."""

from newsroom.features.pages.model import PageFields

OWN = PageFields
#: The folder of content/ that these files lie in.
FOLDER = "pages"
