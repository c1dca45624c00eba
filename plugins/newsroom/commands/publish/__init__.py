"""`invoke publish`, `releases`, `rollback` and `status`."""
