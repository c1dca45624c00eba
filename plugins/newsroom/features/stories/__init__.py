"""Stories: fields of a file, the record, and its publication state."""
