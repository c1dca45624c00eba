"""A kind of page that the magazine does not have, as `docs/how-to/add-a-page-kind.md` shows how to add one."""
