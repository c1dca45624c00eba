"""Settings of every magazine, which its pelicanconf.py takes over; docs/reference/settings.md lists them.

A line in pelicanconf.py behind the import changes one. New features of a newer version come with this file.
"""

from newsroom.engine.pelican.pelican_class import NewsroomPelican

PELICAN_CLASS = NewsroomPelican

PATH = "content"
OUTPUT_PATH = "output"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
NEWSROOM_CACHE = ".cache"

# The features that are switched on, in any order: each declares what it comes after, and what it needs.
PLUGINS = [
    "newsroom.site",
    "newsroom.features.addresses",
    "newsroom.features.ageing",
    "newsroom.features.archive",
    "newsroom.features.author_bios",
    "newsroom.features.brand",
    "newsroom.features.comment_form",
    "newsroom.features.compression",
    "newsroom.features.content_notes",
    "newsroom.features.corrections",
    "newsroom.features.discreet",
    "newsroom.features.feeds",
    "newsroom.features.files",
    "newsroom.features.fonts",
    "newsroom.features.front",
    "newsroom.features.headers",
    "newsroom.features.introductions",
    "newsroom.features.issues",
    "newsroom.features.layouts",
    "newsroom.features.leaks",
    "newsroom.features.links",
    "newsroom.features.media",
    "newsroom.features.page_weight",
    "newsroom.features.pages",
    "newsroom.features.pictures",
    "newsroom.features.prose",
    "newsroom.features.quick_exit",
    "newsroom.features.read_next",
    "newsroom.features.robots",
    "newsroom.features.search",
    "newsroom.features.sections",
    "newsroom.features.series",
    "newsroom.features.share_pictures",
    "newsroom.features.sitemaps",
    "newsroom.features.social_links",
    "newsroom.features.stories",
    "newsroom.features.structured_data",
    "newsroom.features.styleguide",
    "newsroom.features.support",
    "newsroom.features.text_edition",
    "newsroom.features.tips",
    "newsroom.features.topics",
]

# How readers may reply to a story that does not say so itself: placeholder, endpoint, closed or none.
COMMENTS_MODE = "placeholder"
COMMENTS_ENDPOINT = ""
# A story that is older than so many years says its year; 0 for never.
OLD_AFTER_YEARS = 5

# The most that each part of a story's page may come to, in bytes as they are sent: what its writer put into it, what
# the theme adds to every story, each file of the headline font, and all scripts together.
PAGE_BUDGETS = {"story": 27_500, "theme": 38_000, "font": 20_000, "scripts": 8_000}

# Whether to make /styleguide/, which shows every component of the theme; readers never get it.
STYLEGUIDE = False

# Addresses in Pelican's own objects, for plugins that link to their pages.
AUTHOR_URL, AUTHOR_SAVE_AS = "author/{slug}/", "author/{slug}/index.html"
CATEGORY_URL, CATEGORY_SAVE_AS = "{slug}/", "{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "topic/{slug}/", "topic/{slug}/index.html"
YEAR_ARCHIVE_URL, YEAR_ARCHIVE_SAVE_AS = "archive/{date:%Y}/", "archive/{date:%Y}/index.html"
MONTH_ARCHIVE_URL, MONTH_ARCHIVE_SAVE_AS = "archive/{date:%Y}/{date:%m}/", "archive/{date:%Y}/{date:%m}/index.html"

FEED_MAX_ITEMS = 20
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TYPOGRIFY = False
CACHE_CONTENT = False
LOAD_CONTENT_CACHE = False
