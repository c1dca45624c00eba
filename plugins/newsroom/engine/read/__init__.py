"""Reading: files of content/ become records, HTML and problems."""
