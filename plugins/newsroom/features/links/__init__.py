"""Links: between stories, to pictures and to other sites."""
