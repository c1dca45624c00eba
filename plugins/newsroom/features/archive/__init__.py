"""The archive: every month that has stories, for ever."""
