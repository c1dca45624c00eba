"""The tasks of the newsroom; `invoke --list` shows them."""

from newsroom.commands.tasks import tasks_of

namespace = tasks_of(__file__, developing=True)
