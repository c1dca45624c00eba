"""Settings that differ for readers; everything else is in pelicanconf.py."""

import os
import sys
from pathlib import Path

# Pelican loads this file by its path, so the folder that pelicanconf.py lies in is not searched by itself.
sys.path.insert(0, str(Path(__file__).parent))

from pelicanconf import *

#: The address of the live site; the environment's SITEURL comes first.
SITEURL = os.environ.get("SITEURL", "")
NEWSROOM_PRODUCTION = True
NEWSROOM_SEARCH = True
#: A fifth less to load for most readers; making a picture takes twice as long.
PICTURES_AVIF = True
#: Stories without a picture get one for link previews; each takes a twelfth of a second, once.
SHARE_PICTURES = True
