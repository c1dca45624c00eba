"""Which of Pelican's signals and settings have an effect here; docs/reference/pelican.md is held to it by a test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignalUse:
    """One of Pelican's signals.

    Args:
        sent: when it is sent and with what; for one without effect, what is done here in its place.
        works: whether listening to it has an effect.
    """

    sent: str
    works: bool = True


@dataclass(frozen=True, slots=True)
class SettingUse:
    """One of Pelican's settings.

    Args:
        here: what it does; for one that is not read, what decides here.
        read: whether it is read.
        off: whether an empty value switches off what is not done here anyway.
    """

    here: str
    read: bool = False
    off: bool = False


_READER = "the newsroom reads stories, pages and authors by itself, from Markdown with YAML or classic front matter"
_FILES = "`features.pictures` and `features.files` choose what is published"
_MADE = "newsroom plugins plan and write each page"

#: Every signal of `pelican.plugins.signals`.
SIGNALS: dict[str, SignalUse] = {
    "initialized": SignalUse("once, when all plugins are registered, with the Pelican object"),
    "get_generators": SignalUse("once, before content is shown; the generators that it returns are run"),
    "readers_init": SignalUse(_READER, works=False),
    "generator_init": SignalUse(
        "once for each generator; filters, tests and globals that it adds to `generator.env` are there in the theme too"
    ),
    "article_generator_init": SignalUse("once, with the generator"),
    "page_generator_init": SignalUse("once, with the generator"),
    "static_generator_init": SignalUse("once, with the generator"),
    "article_generator_preread": SignalUse("for each story that readers may see, with the generator"),
    "article_generator_context": SignalUse("for each story that readers may see, with its metadata"),
    "content_object_init": SignalUse("for each article and page object that is made"),
    "article_generator_pretaxonomy": SignalUse("once, when every article is made"),
    "article_generator_finalized": SignalUse("once, when the lists of articles are made"),
    "page_generator_preread": SignalUse("for each published page, with the generator"),
    "page_generator_context": SignalUse("for each published page, with its metadata"),
    "page_generator_finalized": SignalUse("once, when every page object is made"),
    "static_generator_preread": SignalUse(_FILES, works=False),
    "static_generator_context": SignalUse(_FILES, works=False),
    "static_generator_finalized": SignalUse("once; its list of files is empty"),
    "all_generators_finalized": SignalUse("once, with the list of generators"),
    "get_writer": SignalUse("the newsroom stages its pages by itself, without Pelican's writer", works=False),
    "article_generator_write_article": SignalUse(
        "story pages are made of the newsroom's own views, before Pelican would write", works=False
    ),
    "article_writer_finalized": SignalUse("once, when the story pages are staged"),
    "page_generator_write_page": SignalUse(
        "pages are made of the newsroom's own views, before Pelican would write", works=False
    ),
    "page_writer_finalized": SignalUse("once, when the pages are staged"),
    "content_written": SignalUse(
        "for each page that search engines may list, with a copy of the staged file, to be read and not written"
    ),
    "feed_generated": SignalUse("`features.feeds` writes Atom, RSS and JSON Feed by itself", works=False),
    "feed_written": SignalUse("`features.feeds` writes Atom, RSS and JSON Feed by itself", works=False),
    "finalized": SignalUse("once, when everything is staged and scanned, before it is committed"),
}  # fmt: skip


def _unread(here: str, *names: str, off: bool = False) -> dict[str, SettingUse]:
    return dict.fromkeys(names, SettingUse(here, off=off))


def _read(here: str, *names: str) -> dict[str, SettingUse]:
    return dict.fromkeys(names, SettingUse(here, read=True))


#: Every setting of Pelican's DEFAULT_CONFIG, and those that Pelican knows besides.
SETTINGS: dict[str, SettingUse] = {
    **_read("the folder of the content", "PATH"),
    **_read("the folder that is written", "OUTPUT_PATH"),
    **_read("the theme", "THEME"),
    **_read("names and address of the site", "SITENAME", "SITEURL", "SITESUBTITLE"),
    **_read("the zone of dates that name none", "TIMEZONE"),
    **_read("the magazine's own language", "DEFAULT_LANG"),
    **_read("how many stories a feed holds", "FEED_MAX_ITEMS"),
    **_read("the plugins, and where local ones lie", "PLUGINS", "PLUGIN_PATHS"),
    **_read("the class that runs the build", "PELICAN_CLASS"),
    **_read("what `pelican --listen` listens to", "PORT", "BIND"),
    **_read("what Pelican's log leaves out", "LOG_FILTER"),
    **_read("dates in words on Pelican's article objects, which plugins show", "LOCALE", "DATE_FORMATS",
            "DEFAULT_DATE_FORMAT"),
    **_read("addresses on Pelican's objects, for plugins that link; they move no page", "AUTHOR_URL", "AUTHOR_SAVE_AS",
            "CATEGORY_URL", "CATEGORY_SAVE_AS", "TAG_URL", "TAG_SAVE_AS", "YEAR_ARCHIVE_URL", "YEAR_ARCHIVE_SAVE_AS",
            "MONTH_ARCHIVE_URL", "MONTH_ARCHIVE_SAVE_AS", "DAY_ARCHIVE_URL", "DAY_ARCHIVE_SAVE_AS"),
    **_read("what Pelican logs beside the problems", "DEBUG"),
    **_read("the address in feeds of plugins' own generators", "FEED_DOMAIN"),
    # reading
    **_unread("stories lie in content/articles and pages in content/pages", "ARTICLE_PATHS", "ARTICLE_EXCLUDES",
              "PAGE_PATHS", "PAGE_EXCLUDES", "IGNORE_FILES"),
    **_unread(_READER, "READERS", "DOCUTILS_SETTINGS", "PYGMENTS_RST_OPTIONS", "FORMATTED_FIELDS"),
    **_unread("Markdown is CommonMark with tables, strikethrough, footnotes, attributes, definition lists and "
              "abbreviations, as docs/reference/markdown.md describes it, and passes an allow-list", "MARKDOWN"),
    **_unread("fields of the front matter decide, as docs/reference/fields.md lists them", "DEFAULT_METADATA",
              "DEFAULT_DATE", "FILENAME_METADATA", "PATH_METADATA", "EXTRA_PATH_METADATA", "DEFAULT_CATEGORY",
              "USE_FOLDER_AS_CATEGORY", "AUTHOR"),
    **_unread("`date`, `publish_at` and `expires` in a story decide when readers see it", "WITH_FUTURE_DATES"),
    **_unread("`translation_of` in a story names its original", "ARTICLE_TRANSLATION_ID", "PAGE_TRANSLATION_ID"),
    **_unread("every story has a summary of its own", "SUMMARY_END_SUFFIX", "SUMMARY_MAX_LENGTH",
              "SUMMARY_MAX_PARAGRAPHS"),
    **_unread("typography is part of reading a story", "TYPOGRIFY", "TYPOGRIFY_IGNORE_TAGS", "TYPOGRIFY_OMIT_FILTERS",
              "TYPOGRIFY_DASHES", off=True),
    **_unread("`features.links` resolves links when everything is read", "INTRASITE_LINK_REGEX", "STATIC_CREATE_LINKS"),
    **_unread("the cache is in NEWSROOM_CACHE and is always used", "CACHE_CONTENT", "LOAD_CONTENT_CACHE", "CACHE_PATH",
              "CONTENT_CACHING_LAYER", "GZIP_CACHE", "CHECK_MODIFIED_METHOD", "AUTORELOAD_IGNORE_CACHE", off=True),
    # addresses
    **_unread("addresses are fixed, see docs/reference/addresses.md", "ARTICLE_URL", "ARTICLE_SAVE_AS",
              "ARTICLE_LANG_URL", "ARTICLE_LANG_SAVE_AS", "PAGE_URL", "PAGE_SAVE_AS", "PAGE_LANG_URL",
              "PAGE_LANG_SAVE_AS", "ARTICLE_PERMALINK_STRUCTURE", "CLEAN_URLS", "INDEX_SAVE_AS", "RELATIVE_URLS"),
    **_unread("drafts are never written", "DRAFT_URL", "DRAFT_SAVE_AS", "DRAFT_LANG_URL", "DRAFT_LANG_SAVE_AS",
              "DRAFT_PAGE_URL", "DRAFT_PAGE_SAVE_AS", "DRAFT_PAGE_LANG_URL", "DRAFT_PAGE_LANG_SAVE_AS"),
    **_unread("slugs are made as docs/how-to/write-a-story.md says", "SLUG_REGEX_SUBSTITUTIONS", "SLUGIFY_SOURCE",
              "SLUGIFY_USE_UNICODE", "SLUGIFY_PRESERVE_CASE", "AUTHOR_REGEX_SUBSTITUTIONS",
              "CATEGORY_REGEX_SUBSTITUTIONS", "TAG_REGEX_SUBSTITUTIONS"),
    # files
    **_unread("`features.pictures` and `features.files` publish what published stories use", "STATIC_PATHS",
              "STATIC_EXCLUDES", "STATIC_EXCLUDE_SOURCES", "STATIC_URL", "STATIC_SAVE_AS", "STATIC_CHECK_IF_MODIFIED"),
    **_unread("styles, scripts and icons of the theme are planned by name", "THEME_STATIC_DIR", "THEME_STATIC_PATHS",
              "CSS_FILE"),
    **_unread("sources are never published", "OUTPUT_SOURCES", "OUTPUT_SOURCES_EXTENSION"),
    **_unread("each build removes what is no longer planned", "DELETE_OUTPUT_DIRECTORY", "OUTPUT_RETENTION", off=True),
    # lists, feeds, templates
    **_unread("lists are newest first and numbered from the oldest", "ARTICLE_ORDER_BY", "PAGE_ORDER_BY",
              "NEWEST_FIRST_ARCHIVES", "REVERSE_CATEGORY_ORDER", "DEFAULT_PAGINATION", "DEFAULT_ORPHANS",
              "PAGINATION_PATTERNS", "PAGINATED_TEMPLATES", "PAGINATED_DIRECT_TEMPLATES"),
    **_unread("`features.sections` makes the navigation, from content/data/sections.toml", "DISPLAY_PAGES_ON_MENU",
              "DISPLAY_CATEGORIES_ON_MENU"),
    **_unread("`features.feeds` writes a feed for each list", "FEED_ALL_ATOM", "FEED_ALL_RSS", "FEED_ATOM",
              "FEED_ATOM_URL", "FEED_RSS", "FEED_RSS_URL", "CATEGORY_FEED_ATOM", "CATEGORY_FEED_RSS",
              "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TRANSLATION_FEED_ATOM",
              "TRANSLATION_FEED_RSS", off=True),
    **_unread("feeds carry whole stories and plain links", "RSS_FEED_SUMMARY_ONLY", "FEED_APPEND_REF"),
    **_unread(_MADE, "DIRECT_TEMPLATES", "TEMPLATE_EXTENSIONS"),
    **_unread("a page is a Markdown file in content/pages", "TEMPLATE_PAGES"),
    **_unread("templates come from the theme alone", "THEME_TEMPLATES_OVERRIDES", "EXTRA_TEMPLATES_PATHS"),
    **_unread("templates show what their view holds and have no filters of the site's own", "JINJA_FILTERS",
              "JINJA_GLOBALS", "JINJA_TESTS", "JINJA_ENVIRONMENT", "JINJA_EXTENSIONS"),
}  # fmt: skip

#: Settings that no plugin can change with an effect, and which it may be built on.
UNREAD = frozenset(name for name, use in SETTINGS.items() if not use.read)

#: For the plugins that Pelican's own organisation publishes: what does their work here.
INSTEAD: dict[str, str] = {
    "feed_filter": "newsroom.features.feeds writes the feeds",
    "graphviz": "draw the graph as SVG and show it as a picture",
    "image_process": "newsroom.features.pictures makes every size and format",
    "more_categories": "a story's section is its folder, and its topics are in `tags`",
    "neighbors": "story pages link to their neighbours",
    "precompress": "newsroom.features.compression writes the compressed files",
    "read_more": "cards link to their story as a whole",
    "related_posts": "newsroom.features.read_next chooses what to read next",
    "render_math": "formulas are not set here; show one as an SVG picture with its words as `alt`",
    "search": "newsroom.features.search makes the search, with NEWSROOM_SEARCH",
    "seo": "newsroom.features.structured_data, newsroom.features.robots and the head of each page do it",
    "series": "newsroom.features.series shows a story's place in its series",
    "share_post": "newsroom.features.social_links makes the share links",
    "sitemap": "newsroom.features.sitemaps writes /sitemap.xml",
    "tag_cloud": "newsroom.features.topics lists the topics",
    "yaml_metadata": "front matter is read as YAML already",
}
