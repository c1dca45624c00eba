"""Rules of social accounts."""

from newsroom.core.rules import error

OWN = {
    "social-service": error("A social account names a service that the site knows."),
    "social-handle": error("A handle has the form that its service uses."),
}
