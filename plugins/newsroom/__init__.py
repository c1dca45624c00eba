"""The newsroom: everything that turns the magazine's Markdown into its site."""
