"""Settings of the magazine that differ from the software's; docs/reference/settings.md lists all of them."""

from pathlib import Path

from newsroom.commands.default_settings import *
from newsroom.site.magazine.settings import magazine_settings

# The magazine's own data, content/data/magazine.toml.
magazine = magazine_settings(Path(__file__).parent / "content")
SITENAME = magazine.name
SITESUBTITLE = magazine.tagline
SITEURL = "http://127.0.0.1:8000"
TIMEZONE = magazine.zone
DEFAULT_LANG = magazine.lang
# Where the quick exit leads: a neutral site, the same for everybody, and not the magazine.
QUICK_EXIT_URL = magazine.quick_exit
# Search engines are told that who wants to use a picture of the magazine's own asks here.
IMAGE_LICENSE_PAGE = magazine.licence_page or ""

PLUGIN_PATHS = ["plugins"]

# The style guide is for who works on the theme, which this repository holds.
STYLEGUIDE = True
