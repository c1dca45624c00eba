"""Settings: Pelican's, typed and checked once, with one clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from newsroom.core.problems import Problem
from newsroom.engine.settings import OWN, Settings
from newsroom.features.comment_form.settings import CommentSettings
from newsroom.features.feeds.settings import FeedSettings
from tests.building import NOW, Project, problem_lines
from tests.features.groups import groups

Configure = Callable[..., tuple[Settings, list[Problem]]]


def test_the_real_settings_are_without_fault(site: Project, configure: Configure) -> None:
    ours, problems = configure()
    assert problems == []
    assert (ours.content, ours.output, ours.theme.own) == (site.content, site.output, site.root / "theme")
    assert ours.cache == site.root / ".cache"
    assert (ours.site, ours.lang, str(ours.zone)) == ("QN Magazine", "en-AU", "Australia/Brisbane")
    assert (ours.of(FeedSettings).items, ours.production, ours.check_only) == (20, False, False)
    assert ours.of(CommentSettings).mode == "placeholder"


def test_every_path_is_absolute_wherever_the_build_is_started(
    tmp_path: Path, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = configure()
    monkeypatch.chdir(tmp_path)
    there, _ = configure()
    assert here == there
    assert all(path.is_absolute() for path in (here.root, here.content, here.output, here.theme.own, here.cache))


@pytest.mark.parametrize(("code", "lang"), [("en-au", "en-AU"), ("en-AU", "en-AU"), ("de", "de")])
def test_a_language_has_its_regions_capitals(configure: Configure, code: str, lang: str) -> None:
    assert configure(DEFAULT_LANG=code)[0].lang == lang


def test_the_address_of_the_site_has_no_slash_at_its_end(configure: Configure) -> None:
    ours, problems = configure(SITEURL="https://qnews.example/")
    assert (ours.site_url, problems) == ("https://qnews.example", [])


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("COMMENTS_MODE", "placehoder", 'did you mean "placeholder"?'),
        ("COMMENTS_MODE", "zzz", "placeholder, endpoint, closed, none"),
        ("TIMEZONE", "Australia/Brisbne", "Australia/Brisbane"),
        ("SITEURL", "qnews.example", "https://magazine.example"),
        ("SITEURL", "https://qnews.example/magazine", "https://magazine.example"),
        ("SITEURL", "ftp://qnews.example", "https://magazine.example"),
        ("SITEURL", "https://[broken", "https://magazine.example"),
        ("SITEURL", "https://x;} server {", "https://magazine.example"),
        ("SITEURL", "https://x$uri", "https://magazine.example"),
        ("NEWSROOM_NOW", "2026-11-23T09:00:00", "2026-11-23T09:00:00+10:00"),
        ("NEWSROOM_NOW", "yesterday", "2026-11-23T09:00:00+10:00"),
        ("NEWSROOM_NOW", "0001-01-01T00:00:00+14:00", "2026-11-23T09:00:00+10:00"),
        ("FEED_MAX_ITEMS", "many", "20"),
        ("FEED_MAX_ITEMS", -3, "20"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_to_write(
    configure: Configure, name: str, value: Any, hint: str
) -> None:
    _, [problem] = configure(**{name: value})
    assert (problem.path, problem.rule) == ("pelicanconf.py", "setting-value")
    assert problem.message.startswith(f"{name}: ")
    assert str(value) in problem.message
    assert hint in problem.fix


@pytest.mark.parametrize(("endpoint", "good"), [
    ("https://forms.example/reply", True),
    ("/reply", True),
    ("", False),
    ("forms.example/reply", False),
    ("//forms.example/reply", False),
    ("javascript:alert(1)", False),
    ("https://[broken", False),
    ("https://x; script-src *", False),
    ("https://x' 'unsafe-inline'/reply", False),
    ("https://x;} server {/reply", False),
    ("/reply\nX: y", False),
])  # fmt: skip
def test_the_mode_endpoint_needs_an_address_to_post_to(configure: Configure, endpoint: str, good: bool) -> None:
    _, problems = configure(COMMENTS_MODE="endpoint", COMMENTS_ENDPOINT=endpoint)
    assert [problem.message.split(":")[0] for problem in problems] == ([] if good else ["COMMENTS_ENDPOINT"])
    assert configure(COMMENTS_MODE="closed", COMMENTS_ENDPOINT=endpoint)[1] == [], "no other mode needs one"


@pytest.mark.parametrize("epoch", ["soon", "1.5", "²", "99999999999999999999"])
def test_a_source_date_epoch_that_is_no_count_of_seconds_is_a_problem(
    configure: Configure, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    _, [problem] = configure(NEWSROOM_NOW=None)
    assert (problem.rule, epoch in problem.message) == ("setting-value", True)


def test_the_moment_is_the_one_given_else_the_epoch_else_the_clock(
    configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    given, epoch = configure(NEWSROOM_NOW=NOW)[0].now, configure(NEWSROOM_NOW=None)[0].now
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    clock = configure(NEWSROOM_NOW=None)[0].now

    assert given == datetime.fromisoformat(NOW)
    assert epoch == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    assert timedelta(0) <= datetime.now(UTC) - clock < timedelta(hours=1)
    assert clock.microsecond == 0
    assert {moment.utcoffset() for moment in (given, epoch, clock)} == {timedelta(hours=10)}, "in the site's zone"


@pytest.mark.parametrize("output", [".", "..", "content", "content/out", "theme", "theme/static/out"])
def test_an_output_that_holds_or_lies_in_what_the_site_is_made_of_is_refused(
    site: Project, configure: Configure, output: str
) -> None:
    """A build removes everything in its output that it did not plan."""
    _, [problem] = configure(OUTPUT_PATH=str(site.root / output))
    assert problem.rule == "output-not-ours"


def test_an_output_that_leads_to_the_content_by_a_link_is_refused(site: Project, configure: Configure) -> None:
    (site.root / "link").symlink_to("content")
    assert [problem.rule for problem in configure(OUTPUT_PATH=str(site.root / "link"))[1]] == ["output-not-ours"]


def test_the_settings_of_a_plugin_that_is_not_in_use_are_asked_for_in_vain(configure: Configure) -> None:
    ours, _ = configure()
    assert replace(ours, groups={}).find(CommentSettings) is None
    with pytest.raises(LookupError, match=r"comment_form\.settings\.CommentSettings"):
        replace(ours, groups={}).of(CommentSettings)


def test_a_setting_of_a_plugin_that_is_not_in_use_is_named(site: Project) -> None:
    site.setting('PLUGINS = [plugin for plugin in PLUGINS if not plugin.endswith(".ageing")]\nOLD_AFTER_YEARS = 3')
    [line] = [line for line in problem_lines(site.build()) if "setting-unread" in line]
    assert "OLD_AFTER_YEARS is read by nothing" in line
    assert "add the plugin that reads it to PLUGINS" in line


def test_each_setting_belongs_to_one_plugin() -> None:
    names = [*OWN, *(name for group in groups() for name in group.names)]
    assert len(set(names)) == len(names)
