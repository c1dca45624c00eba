"""Rules of comments."""

from newsroom.core.rules import error

OWN = {
    "comment-story": error("A comment belongs to a story that exists."),
    "comment-reply": error("A reply answers a comment on the same story."),
}
