"""Functions that the tasks call; each module does one task's work and prints for people."""
