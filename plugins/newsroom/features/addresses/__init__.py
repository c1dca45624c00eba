"""Addresses: the ledger of all that were ever published, redirects, and pages for addresses that are gone."""
