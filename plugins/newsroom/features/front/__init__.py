"""The front page: a lead story, those beside it, the latest, opinion and the sections."""
