"""Rules of print issues."""

from newsroom.core.rules import error

OWN = {
    "issue-number": error("A print issue lies in content/issues/<number>.md, and no two have the same number."),
}
