"""Stock Pelican, for comparison: no plugins, the same kinds of pages. The corpus generator writes what it reads."""

import json
from pathlib import Path

_HERE = Path(__file__).resolve().parent

SITENAME = "QN Magazine"
SITESUBTITLE = "Queer news, arts and life from Brisbane and beyond"
SITEURL = "http://127.0.0.1:8000"
TIMEZONE = "Australia/Brisbane"
DEFAULT_LANG = "en-AU"
PATH = "content"
OUTPUT_PATH = "output"
THEME = str(_HERE / "theme")
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]
PLUGINS: list[str] = []

PEOPLE = json.loads((_HERE / "people.json").read_text("utf-8"))
SECTIONS = json.loads((_HERE / "sections.json").read_text("utf-8"))
SECTION_OF = {section["id"]: section for section in SECTIONS}

ARTICLE_URL = "{category}/{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
PAGE_URL = "{where}/"
PAGE_SAVE_AS = PAGE_URL + "index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
AUTHOR_URL = "author/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
TAG_URL = "topic/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
YEAR_ARCHIVE_URL = "archive/{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html"
MONTH_ARCHIVE_URL = "archive/{date:%Y}/{date:%m}/"
MONTH_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_URL + "index.html"
DIRECT_TEMPLATES = ["index", "tags", "authors", "archives", "404"]
TAGS_SAVE_AS = "topics/index.html"
AUTHORS_SAVE_AS = "contributors/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
CATEGORIES_SAVE_AS = ""

DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"tag": None, "category": None, "author": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_MAX_ITEMS = 20
FEED_ATOM = "feed.atom"
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = "{slug}/feed.atom"
AUTHOR_FEED_ATOM = "author/{slug}/feed.atom"
AUTHOR_FEED_RSS = None
TAG_FEED_ATOM = "topic/{slug}/feed.atom"
TRANSLATION_FEED_ATOM = None

TYPOGRIFY = True
LOAD_CONTENT_CACHE = False
