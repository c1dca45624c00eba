"""Page-weight budgets of a story's page: the writer's part and the theme's part."""
