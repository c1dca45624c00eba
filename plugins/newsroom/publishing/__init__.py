"""Publishing: releases, the places they go to, and the way there. It knows nothing of how a site is built."""
