"""Rules of files, settings, plugins and output."""

from newsroom.core.rules import error, warning

OWN = {
    "file-name": error("Names of files and folders use small letters, digits and hyphens; no two look the same."),
    "file-place": error("A story lies in content/articles/<section>/<year>/<slug>.md."),
    "file-link": error("Nothing in content/ is a symbolic link that leads outside it."),
    "file-too-slow": error("A text file can be read in a few seconds."),
    "output-collision": error("No two pages or files have the same address."),
    "address-unsafe": error("An address can be a file on every system, and lies inside the site."),
    "output-not-ours": error("The output folder is empty or one of ours."),
    "setting-value": error("A setting holds a value the newsroom can use."),
    "plugin-missing": error("Every plugin that the settings name can be loaded."),
    "plugin-failed": error("A plugin can be loaded, registered and run."),
    "plugin-output": error("A third-party plugin writes only new files, and only below OUTPUT_PATH."),
    "template-missing": error("Every template and stylesheet that a page needs is in the theme."),
    "words-catalogue": error(
        "A catalogue of the theme or the magazine can be read, and has the placeholders of the English messages."
    ),
    "storage": error("The output, the cache and temporary files have room and can be written."),
    "unexpected": error("No unexpected error happens while a file is read."),
    "file-kind": warning(
        "Stories, pages, authors and comments are Markdown files, and their folders hold nothing else."
    ),
    "file-unread": warning("Every text and data file below content/ is in a folder that a feature reads."),
    "plugin-no-effect": warning("A third-party plugin uses only parts of Pelican that have an effect here."),
    "plugin-page": warning("A page that a third-party plugin writes keeps the promises that all pages keep."),
    "plugin-log": warning("A third-party plugin reports no errors."),
    "setting-unread": warning("Every setting is read by the engine or by a feature."),
}
