"""Languages: a story's translations linked both ways, and a list for each language that is not the magazine's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from newsroom.core import urls
from newsroom.core.interface_text import TranslatableText
from newsroom.core.languages import direction
from newsroom.core.parts import Alternate
from newsroom.engine.edition import Edition
from newsroom.engine.plan import Plan
from newsroom.features.stories.collection import Stories
from newsroom.features.stories.lists import List, plan_list
from newsroom.features.stories.rendering import Story
from newsroom.site.chrome import ChromeParts
from newsroom.site.feature_data import ListFeeds
from newsroom.site.view_parts import ChromePart, StoryPart

#: Languages by their own names.
_NAMES = {
    "ar": "العربية",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "es": "Español",
    "fa": "فارسی",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "ru": "Русский",
    "th": "ไทย",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
}


def language_name(lang: str) -> str:
    """Return a language by its own name, that of the wider one for English in a country; else its code."""
    return _NAMES.get(lang) or (_NAMES["en"] if lang.startswith("en-") else lang)


# Translators: the heading of the list of all stories in your language: name the language.
TITLE = TranslatableText("Stories in this language")
# Translators: what stands below the heading of the list of all stories in your language: name the language.
INTRODUCTION = TranslatableText("Most of the magazine is in English. Here is everything that we have in this language.")


def alternate(story: Story, edition: Edition) -> Alternate:
    """Return a story as another language's version of a page."""
    record = story.record
    name = language_name(record.lang)
    url = edition.settings.site_url + record.address
    return Alternate(record.lang, name, record.direction, record.address, url)


def versions(story: Story, edition: Edition) -> Sequence[Alternate]:
    """Return every version of a story's page, and last the one for readers of any other language: the original."""
    parts = edition.get(Stories).parts(story.record.id)
    original = parts.get(StoryPart.ORIGINAL, None)
    others = (*((original,) if original else ()), *parts.get(StoryPart.TRANSLATIONS, ()))
    if not others:
        return ()
    own = alternate(story, edition)
    return (own, *others, replace(original or own, lang="x-default"))


def lists(edition: Edition) -> tuple[Alternate, ...]:
    """Return the lists of stories in other languages than the magazine's own."""
    known = sorted(edition.get(Stories).index.language)
    site = edition.settings.site_url
    return tuple(
        Alternate(lang, language_name(lang), direction(lang), urls.language(lang), site + urls.language(lang))
        for lang in known
    )


def attach_translations(edition: Edition) -> None:
    """Link each story with its live translations, those with one another, and each page with the lists of languages."""
    edition.get(ChromeParts).provide(ChromePart.LANGUAGES, partial(lists, edition))
    translations_of = [story for story in edition.get(Stories).live if story.record.fields.translation_of]
    if not translations_of:
        return
    live = {story.record.id: story for story in edition.get(Stories).live}
    families: dict[str, list[Story]] = defaultdict(list)
    for story in translations_of:
        if story.record.fields.translation_of in live:
            families[story.record.fields.translation_of].append(story)
    for original_id, translations in families.items():
        family = [live[original_id], *sorted(translations, key=lambda story: story.record.lang)]
        for story in family:
            others = tuple(alternate(other, edition) for other in family[1:] if other is not story)
            edition.get(Stories).attach(story.record.id, StoryPart.TRANSLATIONS, others)
            if story is not family[0]:
                edition.get(Stories).attach(story.record.id, StoryPart.ORIGINAL, alternate(family[0], edition))


def plan_languages(plan: Plan) -> None:
    """Plan the list of each language that stories come in besides the magazine's own."""
    for lang, stories in sorted(plan.edition.get(Stories).index.language.items()):
        name = language_name(lang)
        address = urls.language(lang)
        feed = plan.edition.get(ListFeeds, ListFeeds()).of(address)
        if plan.edition.read_context.catalogues.choose(lang) == plan.edition.read_context.catalogues.source:
            listed = List(
                address, "language", name, "", TranslatableText("Stories in"), "blue", feed=feed, title_lang=lang
            )
        else:
            listed = List(address, "language", TITLE, INTRODUCTION, "", "blue", feed=feed, lang=lang)
        plan_list(plan, listed, stories, f"the stories in {name}")
