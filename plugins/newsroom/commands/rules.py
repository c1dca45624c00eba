"""Rules of a release as a whole."""

from newsroom.core.rules import gate, warning

OWN = {
    "release-commit": gate("A release is made from a commit, which is pushed where there is a remote."),
    "release-files": gate("A site has only plain files, and each can stand in a web server's configuration."),
    "release-loss": gate("A publish removes no more from readers than its options allow."),
    "secret": gate("Neither the site nor the changed files of the project hold a password or key."),
    "address-ledger-lost": warning("content/data/addresses.txt has every address that git has ever seen in it."),
}
