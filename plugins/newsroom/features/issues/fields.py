"""Fields of the front matter of print issues, whose names lines of any file are compared with."""

from newsroom.features.issues.schema import IssueFields

OWN = IssueFields
#: The folder of content/ that these files lie in.
FOLDER = "issues"
