"""Signals and settings of Pelican that the engine uses, or has something else for."""

from __future__ import annotations

from newsroom.engine.pelican.compatibility import PelicanUses, SettingUse, SignalUse, read, unread

_READER = "the newsroom reads stories, pages and authors by itself, from Markdown with YAML or classic front matter"
_MADE = "newsroom plugins plan and write each page"

_SIGNALS: dict[str, SignalUse] = {
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
    "finalized": SignalUse("once, when everything is staged and scanned, before it is committed"),
}  # fmt: skip


_SETTINGS: dict[str, SettingUse] = {
    **read("the folder of the content", "PATH"),
    **read("the folder that is written", "OUTPUT_PATH"),
    **read("the theme", "THEME"),
    **read("names and address of the site", "SITENAME", "SITEURL", "SITESUBTITLE"),
    **read("the zone of dates that name none", "TIMEZONE"),
    **read("the magazine's own language", "DEFAULT_LANG"),
    **read("the plugins, and where local ones lie", "PLUGINS", "PLUGIN_PATHS"),
    **read("the class that runs the build", "PELICAN_CLASS"),
    **read("what `pelican --listen` listens to", "PORT", "BIND"),
    **read("what Pelican's log leaves out", "LOG_FILTER"),
    **read("dates in words on Pelican's article objects, which plugins show", "LOCALE", "DATE_FORMATS",
            "DEFAULT_DATE_FORMAT"),
    **read("addresses on Pelican's objects, for plugins that link; they move no page", "AUTHOR_URL", "AUTHOR_SAVE_AS",
            "CATEGORY_URL", "CATEGORY_SAVE_AS", "TAG_URL", "TAG_SAVE_AS", "YEAR_ARCHIVE_URL", "YEAR_ARCHIVE_SAVE_AS",
            "MONTH_ARCHIVE_URL", "MONTH_ARCHIVE_SAVE_AS", "DAY_ARCHIVE_URL", "DAY_ARCHIVE_SAVE_AS"),
    **read("what Pelican logs beside the problems", "DEBUG"),
    **read("the address in feeds of plugins' own generators", "FEED_DOMAIN"),
    # reading
    **unread("stories lie in content/articles and pages in content/pages", "ARTICLE_PATHS", "ARTICLE_EXCLUDES",
              "PAGE_PATHS", "PAGE_EXCLUDES", "IGNORE_FILES"),
    **unread(_READER, "READERS", "DOCUTILS_SETTINGS", "PYGMENTS_RST_OPTIONS", "FORMATTED_FIELDS"),
    **unread("Markdown is CommonMark with tables, strikethrough, footnotes, attributes, definition lists and "
              "abbreviations, as docs/reference/markdown.md describes it, and passes an allow-list", "MARKDOWN"),
    **unread("fields of the front matter decide, as docs/reference/fields.md lists them", "DEFAULT_METADATA",
              "DEFAULT_DATE", "FILENAME_METADATA", "PATH_METADATA", "EXTRA_PATH_METADATA", "DEFAULT_CATEGORY",
              "USE_FOLDER_AS_CATEGORY", "AUTHOR"),
    **unread("`date`, `publish_at` and `expires` in a story decide when readers see it", "WITH_FUTURE_DATES"),
    **unread("`translation_of` in a story names its original", "ARTICLE_TRANSLATION_ID", "PAGE_TRANSLATION_ID"),
    **unread("every story has a summary of its own", "SUMMARY_END_SUFFIX", "SUMMARY_MAX_LENGTH",
              "SUMMARY_MAX_PARAGRAPHS"),
    **unread("typography is part of reading a story", "TYPOGRIFY", "TYPOGRIFY_IGNORE_TAGS", "TYPOGRIFY_OMIT_FILTERS",
              "TYPOGRIFY_DASHES", off=True),
    **unread("the cache is in NEWSROOM_CACHE and is always used", "CACHE_CONTENT", "LOAD_CONTENT_CACHE", "CACHE_PATH",
              "CONTENT_CACHING_LAYER", "GZIP_CACHE", "CHECK_MODIFIED_METHOD", "AUTORELOAD_IGNORE_CACHE", off=True),
    # addresses
    **unread("addresses are fixed, see docs/reference/addresses.md", "ARTICLE_URL", "ARTICLE_SAVE_AS",
              "ARTICLE_LANG_URL", "ARTICLE_LANG_SAVE_AS", "PAGE_URL", "PAGE_SAVE_AS", "PAGE_LANG_URL",
              "PAGE_LANG_SAVE_AS", "ARTICLE_PERMALINK_STRUCTURE", "CLEAN_URLS", "INDEX_SAVE_AS", "RELATIVE_URLS"),
    **unread("drafts are never written", "DRAFT_URL", "DRAFT_SAVE_AS", "DRAFT_LANG_URL", "DRAFT_LANG_SAVE_AS",
              "DRAFT_PAGE_URL", "DRAFT_PAGE_SAVE_AS", "DRAFT_PAGE_LANG_URL", "DRAFT_PAGE_LANG_SAVE_AS"),
    **unread("slugs are made as docs/how-to/write-a-story.md says", "SLUG_REGEX_SUBSTITUTIONS", "SLUGIFY_SOURCE",
              "SLUGIFY_USE_UNICODE", "SLUGIFY_PRESERVE_CASE", "AUTHOR_REGEX_SUBSTITUTIONS",
              "CATEGORY_REGEX_SUBSTITUTIONS", "TAG_REGEX_SUBSTITUTIONS"),
    # files
    **unread("styles, scripts and icons of the theme are planned by name", "THEME_STATIC_DIR", "THEME_STATIC_PATHS",
              "CSS_FILE"),
    **unread("sources are never published", "OUTPUT_SOURCES", "OUTPUT_SOURCES_EXTENSION"),
    **unread("each build removes what is no longer planned", "DELETE_OUTPUT_DIRECTORY", "OUTPUT_RETENTION", off=True),
    # lists, feeds, templates
    **unread("lists are newest first and numbered from the oldest", "ARTICLE_ORDER_BY", "PAGE_ORDER_BY",
              "NEWEST_FIRST_ARCHIVES", "REVERSE_CATEGORY_ORDER", "DEFAULT_PAGINATION", "DEFAULT_ORPHANS",
              "PAGINATION_PATTERNS", "PAGINATED_TEMPLATES", "PAGINATED_DIRECT_TEMPLATES"),
    **unread(_MADE, "DIRECT_TEMPLATES", "TEMPLATE_EXTENSIONS"),
    **unread("a page is a Markdown file in content/pages", "TEMPLATE_PAGES"),
    **unread("templates come from the theme alone", "THEME_TEMPLATES_OVERRIDES", "EXTRA_TEMPLATES_PATHS"),
    **unread("templates show what their view holds and have no filters of the site's own", "JINJA_FILTERS",
              "JINJA_GLOBALS", "JINJA_TESTS", "JINJA_ENVIRONMENT", "JINJA_EXTENSIONS"),
}  # fmt: skip

_INSTEAD: dict[str, str] = {
    "graphviz": "draw the graph as SVG and show it as a picture",
    "more_categories": "a story's section is its folder, and its topics are in `tags`",
    "neighbors": "story pages link to their neighbours",
    "read_more": "cards link to their story as a whole",
    "render_math": "formulas are not set here; show one as an SVG picture with its words as `alt`",
    "yaml_metadata": "front matter is read as YAML already",
}

OWN = PelicanUses(_SIGNALS, _SETTINGS, _INSTEAD)
