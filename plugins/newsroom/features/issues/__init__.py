"""Print issues: the magazine on paper, with its covers, its contents and the newest of it."""
