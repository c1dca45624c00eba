"""Fields of the front matter of comments, whose names lines of any file are compared with."""

from newsroom.features.comment_form.model import CommentFields

OWN = CommentFields
#: The folder of content/ that these files lie in.
FOLDER = "comments"
