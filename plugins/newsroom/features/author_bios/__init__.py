"""Author bios: who wrote it, under each story and on a page of their own."""
