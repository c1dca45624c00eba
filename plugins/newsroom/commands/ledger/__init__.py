"""`invoke ledger`, and keeping the ledger of addresses."""
