"""The corpus of attacks in a real Chromium: whatever the build lets out is dead, with the page's policy and without."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict, replace
from playwright.sync_api import Browser, Page, Route

from newsroom.commands.build.build import BuildRequest, planned
from newsroom.core import inline
from newsroom.core.parts import Link
from newsroom.engine.plan import Plan
from newsroom.engine.render import templates
from newsroom.features.comment_form.model import Comment, CommentFields, block
from newsroom.features.links.model import LinkResolver, resolve
from newsroom.site.views import StoryView
from tests.building import MAGAZINE, NOW, Project
from tests.core.payloads import ADDRESSES, BODIES, FIELDS
from tests.read_context import BRISBANE, rendered

pytestmark = pytest.mark.browser

URL = "https://qn.example"
#: The address of breaking news, which every page fetches.
NEWS = f"{URL}/breaking.json"
KIM = CommentFields(name="Kim", date=datetime(2026, 5, 5, tzinfo=BRISBANE))
STORY = "/world/2026/05/first-light/"
#: Payloads on one page: what stands in a page together is cleaned apart.
_PIECE = 125
#: Fields of views that hold addresses, codes and names of classes, which no person writes.
_NOT_WORDS = re.compile(
    r"^(href|url|src|srcset|share|canonical|stylesheet|scripts|icons|feed|base_url|policy|image|lang|dir|accent|layout|"
    r"kind|iso|service|mode|endpoint|anchor|story_id|og_type|published|modified|tel|website|id|html|email|stem|endings|"
    r"tone|shape|leaving|about|chat|web|player|search_box|text_only)$"
)
_STRAY = re.compile(r'<(?:img|source)[^>]* src(?:set)?="(?!/images/(?!\.\.))')
_INIT = """
window.__fired = [];
for (const name of ["alert", "confirm", "prompt", "print"]) {
  window[name] = (...words) => window.__fired.push(name, ...words);
}
"""
#: A script that lists everything on a page that could run, and touches all of it.
_LOOK = """() => {
  const found = [];
  const safe = new Set(["http:", "https:", "mailto:", "tel:"]);
  const risky = ["style", "srcdoc", "ping", "target", "background", "poster", "formaction"];
  const never = "script:not([src^='/theme/js/']), style, iframe, object, embed, base, frame, math";
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) {
      if (name.startsWith("on") || risky.includes(name)) {
        found.push(`${name} on ${element.outerHTML.slice(0, 120)}`);
      }
    }
    if (element.matches("a[href]") && !safe.has(element.protocol)) found.push(element.outerHTML.slice(0, 120));
    // Data for machines is in the head of a page, runs nothing, and holds no sign that could end it.
    const data = element.matches("head > script[type='application/ld+json']") && !element.textContent.includes("<");
    if (element.matches(`${never}, meta[http-equiv=refresh]`) && !data) {
      found.push(element.outerHTML.slice(0, 120));
    }
  }
  for (const element of document.querySelectorAll(".prose *, .comment-words *")) {
    if (element.matches("svg, form, input, button, video, audio, template, [is]") || element.localName.includes("-")) {
      found.push(element.outerHTML.slice(0, 120));
    }
  }
  addEventListener("click", (event) => event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);
  for (const name of ["click", "mouseover", "focus", "load", "error", "toggle", "keydown"]) {
    for (const element of document.querySelectorAll("main *")) {
      if (!element.closest(".share")) element.dispatchEvent(new Event(name, { bubbles: false, cancelable: true }));
    }
  }
  return [...found, ...window.__fired, ...(window.planted ? ["planted"] : [])];
}"""


@dataclasses.dataclass
class Site:
    """A small site with a view of each kind of page, and a browser that knows nothing else."""

    plan: Plan
    page: Page
    pages: dict[str, str] = dataclasses.field(default_factory=dict)
    complaints: list[str] = dataclasses.field(default_factory=list)
    asked: list[str] = dataclasses.field(default_factory=list)

    def view(self, address: str) -> Any:
        return self.plan.pages[address].view()

    def shown(self, view: object, template: str, policy: bool) -> list[str]:
        """Load a page made of a view; return everything that should not be."""
        env = templates.environment(self.plan.edition.settings.theme)
        markup = env.get_template(template).render(view=view)
        if not policy:
            assert markup.count('http-equiv="Content-Security-Policy"') == 1
            markup = markup.replace('http-equiv="Content-Security-Policy"', 'name="nothing"')
        self.pages[f"{URL}/"] = markup
        self.asked.clear()
        self.complaints.clear()
        self.page.goto(f"{URL}/", wait_until="load")
        found = self.page.evaluate(_LOOK)
        ours = (f"{URL}/theme/", f"{URL}/images/")
        strangers = [url for url in self.asked if not url.startswith(ours) and url not in (f"{URL}/", NEWS)]
        return [*found, *self.complaints, *strangers]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    project = Project(tmp_path_factory.mktemp("payloads") / "site")
    project.write("pages/support.md", "---\ntitle: Support\nsummary: S.\nlayout: helplines\n---\n\nWords.\n")
    project.write(
        "data/helplines.toml",
        '[[helpline]]\nid="a"\nname="A"\nphone="000"\nhours="x"\naround_the_clock=true\nserves="y"\nnote="z"\nchecked=2026-05-04\n',
    )
    project.write("data/navigation.toml", '[[footer]]\ntitle="x"\nlinks=[{label="y", href="/about/"}]\n')
    project.write("data/magazine.toml", MAGAZINE + '[[account]]\nservice="x"\nhandle="qnews"\nlabel="L"\n')
    project.write(
        "authors/robin-vale.md",
        "---\nname: Robin Vale\nbio: B\npronouns: they/them\nrole: R\nemail: a@b.example\n"
        "photo:\n  src: 2026/river.jpg\n  alt: A\nlinks:\n  website: https://a.example/\n---\n\nWords.\n",
    )
    head = "title: First\nsummary: S\ndate: 2026-05-04\nauthors: robin-vale\ntags: Books\nseries: The series\n"
    image = "image:\n  src: 2026/river.jpg\n  alt: A\n  caption: C\n  credit: D\n"
    corrections = "corrections:\n  - date: 2026-05-05\n    text: T\n"
    project.story("world/2026/first-light", f"---\n{head}{image}{corrections}---\n\nWords.\n")
    project.story("world/2026/more", f"---\n{head}---\n\nWords.\n")
    outcome, made = planned(BuildRequest(project.root, now=NOW, check_only=True, site_url=URL))
    assert outcome.ok, outcome.problems
    assert made is not None
    return made


@pytest.fixture
def site(plan: Plan, browser: Browser) -> Iterator[Site]:
    context = browser.new_context()
    context.add_init_script(_INIT)
    found = Site(plan, context.new_page())
    theme = {f"{URL}{address}": file for address, file in plan.files.items() if address.startswith("/theme/")}

    def answer(route: Route) -> None:
        url = route.request.url
        found.asked.append(url)
        if url in found.pages:
            route.fulfill(body=found.pages[url], content_type="text/html; charset=utf-8")
        elif url in theme:
            kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
            route.fulfill(body=theme[url].content(), content_type=kinds.get(Path(url).suffix, "image/png"))
        elif url == NEWS:
            route.fulfill(body="{}", content_type="application/json")
        elif url.startswith(f"{URL}/images/"):
            route.fulfill(body=b"<svg xmlns='http://www.w3.org/2000/svg'/>", content_type="image/svg+xml")
        else:
            route.abort()

    context.route("**/*", answer)
    found.page.on("dialog", lambda dialog: (found.complaints.append(dialog.message), dialog.dismiss()))
    found.page.on("console", lambda message: found.complaints.append(message.text))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    yield found
    context.close()


def pieces(payloads: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [payloads[begin : begin + _PIECE] for begin in range(0, len(payloads), _PIECE)]


def written(source: str, *, raw_html: bool) -> Markup:
    """Return what a build would write of a text, had it not refused it."""
    document = rendered(source, raw_html=raw_html)
    # A picture that was refused is looked up nowhere.
    return Markup(resolve(document.html, document.links, LinkResolver()))  # noqa: S704  what is tested is that it is clean


@pytest.mark.sample(2)
@pytest.mark.parametrize("policy", [False, True], ids=["sanitiser alone", "with the policy"])
@pytest.mark.parametrize("raw_html", [True, False], ids=["story", "comment"])
def test_a_text_is_dead(site: Site, raw_html: bool, policy: bool) -> None:
    # Refused pictures stop a build, and would be asked for; every other text is written.
    texts = tuple(source for source in BODIES if not _asks(source, raw_html=raw_html))
    assert len(texts) > 300
    view: StoryView = site.view(STORY)
    for some in pieces(texts):
        parts = [written(source, raw_html=raw_html) for source in some]
        if raw_html:
            view = replace(view, html=Markup("").join(Markup("<div>{}</div>").format(part) for part in parts))
        else:
            comments = [Comment("x", str(number), "x", KIM, str(part)) for number, part in enumerate(parts)]
            view = replace(view, comments=block("x", "closed", comments))
        assert site.shown(view, "story.html", policy) == []


def _asks(source: str, *, raw_html: bool) -> bool:
    """Return whether a text would ask for a picture that no build makes; then it is refused."""
    document = rendered(source, raw_html=raw_html)
    asks = bool(_STRAY.search(document.html))
    assert not asks or any(problem.is_error for problem in document.problems), source
    return asks


@pytest.mark.parametrize("policy", [False, True], ids=["sanitiser alone", "with the policy"])
def test_a_picture_that_is_refused_runs_nothing(site: Site, policy: bool) -> None:
    """It stays in the text as it was written, since no build with it ends; a script it is not."""
    texts = [source for source in BODIES if _asks(source, raw_html=True)]
    assert len(texts) > 20
    html = Markup("").join(Markup("<div>{}</div>").format(written(source, raw_html=True)) for source in texts)
    site.shown(replace(site.view(STORY), html=html), "story.html", policy)
    assert site.page.evaluate(_LOOK) == []


def test_words_of_every_field_are_words_on_a_story(site: Site) -> None:
    view = site.view(STORY)
    for words in FIELDS:
        assert site.shown(poisoned(view, words), "story.html", policy=False) == [], words
    assert site.shown(poisoned(view, " ".join(FIELDS)), "story.html", policy=True) == []


@pytest.mark.parametrize(
    "address",
    ["/", "/world/", "/author/robin-vale/", "/contributors/", "/topics/", "/archive/", "/about/", "/support/"],
)
def test_words_of_every_field_are_words_on_each_kind_of_page(site: Site, address: str) -> None:
    page = site.plan.pages[address]
    assert site.shown(poisoned(page.view(), " ".join(FIELDS)), page.template, policy=False) == []
    assert "alert(1)" in site.page.inner_text("body")


def test_addresses_in_the_navigation_run_nothing(site: Site) -> None:
    """Those that the schema would refuse, too: it is not the only wall."""
    view = site.view(STORY)
    links = tuple(Link("x", address) for address in ADDRESSES if ":" not in address or "&" in address)
    assert len(links) > 10
    assert site.shown(replace(view, chrome=replace(view.chrome, sections=links)), "story.html", policy=False) == []


def test_this_test_would_see_an_attack(site: Site) -> None:
    view = site.view(STORY)
    for attack in ("<script>alert(1)</script>", "<b onclick=alert(1)>x</b>", "<img src=//evil.example/x alt=x>"):
        html = Markup(attack)  # noqa: S704  it is meant to be seen
        assert site.shown(replace(view, html=html), "story.html", policy=False) != [], attack
    site.shown(replace(view, html=Markup("<script>alert(1)</script>")), "story.html", policy=True)
    assert site.page.evaluate("window.__fired") == []


def poisoned(view: Any, words: str, name: str = "") -> Any:
    """Return a view in which every text that somebody wrote is these words, set as the build sets it."""
    if isinstance(view, Markup):
        return view if name == "html" else inline.markup(words, "en")
    if isinstance(view, str):
        return view if _NOT_WORDS.match(name) or not view else words
    if isinstance(view, tuple):
        return tuple(poisoned(item, words, name) for item in view)
    if isinstance(view, Struct):
        return replace(view, **{name: poisoned(own, words, name) for name, own in asdict(view).items()})
    return view
