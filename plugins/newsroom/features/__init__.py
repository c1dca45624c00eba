"""The features of the magazine: one package each, with a pure model and a plugin that connects it."""
