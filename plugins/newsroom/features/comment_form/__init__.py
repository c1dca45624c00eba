"""The comment form: approved comments, and the reply form that says honestly what it can do."""
