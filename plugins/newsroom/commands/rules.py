"""Rules of a release as a whole."""

from newsroom.core.rules import gate, warning

OWN = {
    "release-commit": gate("What is published is committed, and pushed where there is a remote."),
    "release-files": gate("A site is of plain files, and web servers can be told of each."),
    "release-loss": gate("A publish takes no more from readers than somebody has said it may."),
    "secret": gate("No password or key stands in the site, or in what the project has changed."),
    "address-ledger-lost": warning("content/data/addresses.txt has every address that git knows of it."),
}
