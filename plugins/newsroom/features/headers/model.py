"""Headers of the site: the content security policy, and a table of headers by address.

Nothing here knows how a server is configured: `newsroom.features.headers.nginx` writes the table for one of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from newsroom.core.header_table import HeaderRow, HeaderTable

# How words stand in the files for web servers, so that they cannot be taken for anything else there.

#: The folder in files for web servers where the real one is not known.
FOLDER = "/srv/magazine/public"
#: nginx reads 4,096 bytes of one word of a configuration, and stops at a longer one.
MOST_OF_A_WORD = 4000
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]")
#: Signs of a folder's name that no quoting keeps from being read: variables, placeholders and patterns of file names.
_NO_FOLDER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\"'`$\\{}*?\[\]]")


class UnquotableText(ValueError):
    """Text that cannot be quoted in a server configuration."""


def folder_fault(folder: str) -> str:
    """Return why the name of a folder cannot stand in a configuration, in words; empty where it can."""
    if not folder.startswith("/"):
        return "it is not known where on the server it lies"
    sign = _NO_FOLDER.search(folder)
    return f"its name has the sign {sign[0]!a}, which nginx and Caddy take for something else" if sign else ""


def nginx(words: str, *, pattern: bool = False) -> str:
    """Return words between double quotes, as nginx reads them.

    Args:
        words: the words.
        pattern: whether they are a regular expression, whose dollar signs and backslashes are its own.

    Raises:
        UnquotableText: when nginx would read something else.
    """
    if _CONTROLS.search(words) or len(words.encode()) > MOST_OF_A_WORD:
        raise UnquotableText(f"nginx cannot be told {words[:80]!r}")
    if pattern or words.startswith("~"):
        # Before these letters nginx takes a backslash for its own.
        if re.search(r"\\[\\'\"nrt]", words):
            raise UnquotableText(f"nginx cannot be told {words[:80]!r}")
        return '"' + words.replace('"', '\\"') + '"'
    if "$" in words:
        raise UnquotableText(f"nginx takes the dollar sign in {words[:80]!r} for a variable")
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def caddy(words: str) -> str:
    """Return words between double quotes, as Caddy reads them.

    Raises:
        UnquotableText: when Caddy would read something else.
    """
    if _CONTROLS.search(words) or re.search(r"[{}\\]", words):
        raise UnquotableText(f"Caddy cannot be told {words[:80]!r}")
    return '"' + words.replace('"', '\\"') + '"'


def caddy_raw(words: str) -> str:
    """Return words between backticks, in which Caddy reads nothing, such as a regular expression.

    Raises:
        UnquotableText: when Caddy would read something else.
    """
    if _CONTROLS.search(words) or "`" in words or "{$" in words:
        raise UnquotableText(f"Caddy cannot be told {words[:80]!r}")
    return f"`{words}`"


#: Endings of files by the directive that allows them: https://www.w3.org/TR/CSP3/#directives-fetch
_KINDS = {
    "script-src": (".js", ".mjs"),
    "style-src": (".css",),
    "img-src": (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", ".ico"),
    "font-src": (".woff2", ".woff"),
    "media-src": (".mp3", ".m4a", ".ogg", ".opus", ".mp4", ".webm", ".vtt"),
    "manifest-src": (".webmanifest",),
}
_SELF, _NONE = "'self'", "'none'"
#: Two years, as https://hstspreload.org asks.
_HSTS = "max-age=63072000"
#: Browser features that are off for everybody. Names that Chromium lacks on some system are left out: it would
#: complain of them on every page.
_OFF = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
    "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "otp-credentials", "payment", "publickey-credentials-create",
    "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
#: Browser features that our own scripts use.
_OURS = ("clipboard-write",)
_FOR_MEDIA = ("fullscreen", "picture-in-picture")
#: A drawing that is opened by itself, as if it were a page, can run nothing and ask for nothing.
DRAWING = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
#: A correction, or a story that is withdrawn, is with every reader after this.
_SHORT = "public, max-age=300"
#: The address of breaking news, which a script of every page fetches; browsers ask for it anew each time.
_NEWS = "/breaking.json"
#: The search page, and its index; where there is one, the theme has a folder for it, named by what it holds.
SEARCH, _INDEX, _SEARCH_SCRIPTS = "/search/", "/pagefind/", "/theme/search."
#: To be asked for anew each time, and sent only when it is another.
_ANEW = "no-cache"
#: Names that end in a digest of what the file holds: their content never changes. In the theme people name files too.
_NAMED_BY_CONTENT = (
    r"^/(theme/(search\.[0-9a-f]{10}/[a-z_-]+|.*\.[0-9a-f]{10})|"
    r"(images|files)/.*[.-][0-9a-f]{10,64}(-[0-9]+(x[0-9]+)?)?)\.[a-z0-9]+$"
)


#: Signs of one expression, without what stands around its addresses; nginx reads no word of more than 4,096 bytes.
_LONGEST_PATTERN = 3_500


class SiteResources(Struct, frozen=True):
    """Resources that the pages of a site use.

    Args:
        directives: the directives of `_KINDS` of which the site has files, in order.
        posts_to: the origin that the comment form posts to, ``'self'`` for the site's own; empty where there is none.
        https: whether the site is read over https.
        news: whether pages ask whether news is breaking.
        search: whether there is a search page that works.
    """

    directives: tuple[str, ...] = ()
    posts_to: str = ""
    https: bool = False
    news: bool = False
    search: bool = False

    @property
    def media(self) -> bool:
        """Whether there is sound or film."""
        return "media-src" in self.directives


class Policy(Struct, frozen=True):
    """A content security policy: its directives, each with its values, in order."""

    directives: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def meta(self) -> str:
        """The policy as a page carries it, without what only servers may say.

        Browsers pass over frame-ancestors in a page, and complain of it. Whether requests are upgraded depends on how
        the page is served: a preview over http on this machine has no https to upgrade to, and WebKit tries anyway.
        """
        return _joined(self.directives, leave_out=_SERVERS_OWN)

    @property
    def header(self) -> str:
        """The policy as a header has it."""
        return _joined(self.directives)


class Headers(Struct, frozen=True):
    """The policy of all pages, those of pages that have another, and the table of headers by address.

    ``searching`` is that of the pages in ``searches``, ``framed`` those of pages that play films from elsewhere, by
    address.
    """

    policy: Policy = Policy()
    searching: Policy | None = None
    table: HeaderTable = field(default_factory=HeaderTable)
    searches: frozenset[str] = frozenset()
    framed: Mapping[str, Policy] = field(default_factory=dict)

    def policy_of(self, address: str) -> Policy:
        """Return the policy that the page at an address carries."""
        if self.searching and address in self.searches:
            return self.searching
        return self.framed.get(address, self.policy)


def uses(addresses: Iterable[str], endpoint: str, site_url: str) -> SiteResources:
    """Return the resources that the pages of a site use.

    Args:
        addresses: the address of every file.
        endpoint: where the comment form posts to; empty for nowhere.
        site_url: the site's own address.
    """
    addresses = list(addresses)
    endings = {f".{address.rpartition('.')[2]}" for address in addresses}
    directives = tuple(name for name, kinds in _KINDS.items() if endings.intersection(kinds))
    search = any(address.startswith(_SEARCH_SCRIPTS) for address in addresses)
    return SiteResources(
        directives, _origin(endpoint, site_url), site_url.startswith("https:"), _NEWS in addresses, search
    )


def _origin(endpoint: str, site_url: str) -> str:
    if not endpoint:
        return ""
    parts, own = urlsplit(endpoint), urlsplit(site_url)
    if not parts.netloc or (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
        return _SELF
    return f"{parts.scheme}://{parts.netloc}"


def policy(use: SiteResources) -> Policy:
    """Return the strictest policy that lets a site work: nothing is allowed but what it uses."""
    directives: list[tuple[str, tuple[str, ...]]] = [("default-src", (_NONE,))]
    directives += [(name, (_SELF,)) for name in use.directives]
    asked = dict.fromkeys(filter(None, (_SELF if use.news else "", use.posts_to)))
    if asked:
        directives.append(("connect-src", tuple(asked)))
    # A form that was taken may send the reader back to the site, and that is looked at too.
    directives.append(("form-action", tuple(dict.fromkeys((_SELF, use.posts_to))) if use.posts_to else (_NONE,)))
    directives += [("object-src", (_NONE,)), ("base-uri", (_NONE,)), ("frame-ancestors", (_NONE,))]
    directives += [("require-trusted-types-for", ("'script'",)), ("trusted-types", (_NONE,))]
    if use.https:
        directives.append(("upgrade-insecure-requests", ()))
    return Policy(tuple(directives))


def searching(policy: Policy) -> Policy:
    """Return the policy of the search page, and of the worker that it starts.

    Pagefind is WebAssembly, runs in a worker, asks for parts of its index, and writes HTML as strings, which trusted
    types would forbid. Everything else is as on other pages.
    """
    more = {"script-src": (_SELF, "'wasm-unsafe-eval'"), "connect-src": (_SELF,), "worker-src": (_SELF,)}
    left_out = ("require-trusted-types-for", "trusted-types")
    directives = {name: values for name, values in policy.directives if name not in left_out}
    for name, values in more.items():
        directives[name] = tuple(dict.fromkeys((*values, *directives.get(name, ()))))
    return Policy(tuple(directives.items()))


def framing(policy: Policy, hosts: Iterable[str]) -> Policy:
    """Return the policy of a page that plays films from some hosts, when a reader asks for it."""
    return Policy((policy.directives[0], ("frame-src", tuple(hosts)), *policy.directives[1:]))


#: Directives that stand in the header alone.
_SERVERS_OWN = frozenset({"frame-ancestors", "upgrade-insecure-requests"})


def _joined(directives: Iterable[tuple[str, tuple[str, ...]]], leave_out: Set[str] = frozenset()) -> str:
    return "; ".join(" ".join((name, *values)) for name, values in directives if name not in leave_out)


def policy_for_serving(meta: str) -> str:
    """Return a page's policy with what `invoke serve` needs: word of builds over http from this machine."""
    directives = [(name, tuple(values)) for name, *values in (part.split() for part in meta.split(";"))]
    already = dict(directives).get("connect-src", ())
    rest = [(name, values) for name, values in directives if name != "connect-src"]
    return _joined([*rest, ("connect-src", tuple(dict.fromkeys((*already, _SELF))))])


def headers(
    use: SiteResources,
    no_store_pages: Iterable[str] = (),
    searches: Iterable[str] = (SEARCH,),
    frames: Mapping[str, tuple[str, ...]] | None = None,
) -> Headers:
    """Return the policy and the table of a site.

    Args:
        use: resources that its pages use.
        no_store_pages: addresses of pages that nobody must be seen to have read.
        searches: addresses of the search pages.
        frames: from which hosts pages play films, by their address.
    """
    searches = frozenset(searches)
    page_policy = policy(use)
    search = searching(page_policy) if use.search else None
    always = [
        ("Content-Security-Policy", page_policy.header),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        # Pages that post a form say another in themselves, since a service must know where a comment comes from.
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-site"),
        ("Permissions-Policy", _permissions(media=use.media)),
        ("Cache-Control", _SHORT),
    ]
    if use.https:
        always.append(("Strict-Transport-Security", _HSTS))
    rows = [
        HeaderRow("^/", tuple(always)),
        # Feeds show pictures on pages of other sites.
        HeaderRow("^/(images|theme/brand)/", (("Cross-Origin-Resource-Policy", "cross-origin"),)),
        HeaderRow("^/theme/", (("Cache-Control", _A_DAY),)),
        HeaderRow(_NAMED_BY_CONTENT, (("Cache-Control", _FOR_EVER),)),
        HeaderRow(f"^{re.escape(_NEWS)}$", (("Cache-Control", "no-store"),)),
        HeaderRow(r"\.svg$", (("Content-Security-Policy", DRAWING),)),
    ]
    if search is not None:
        pages = "|".join(re.escape(address) for address in sorted(searches))
        rows.append(HeaderRow(f"^(({pages})(index\\.html)?$|{_INDEX})", (("Content-Security-Policy", search.header),)))
        # The same names in every release.
        rows.append(HeaderRow(f"^{_INDEX}[^/]*$", (("Cache-Control", _ANEW),)))
    quiet = (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"))
    rows += [
        HeaderRow(pattern, quiet) for pattern in _pages({re.escape(address.strip("/")) for address in no_store_pages})
    ]
    framed, grouped = {}, defaultdict(list)
    for address, hosts in sorted((frames or {}).items()):
        framed[address] = framing(page_policy, hosts)
        grouped[hosts].append(re.escape(address.strip("/")))
    for hosts, addresses in sorted(grouped.items()):
        allowed = _permissions(media=True, hosts=hosts)
        own = (("Content-Security-Policy", framing(page_policy, hosts).header), ("Permissions-Policy", allowed))
        rows += [HeaderRow(pattern, own) for pattern in _pages(addresses)]
    return Headers(page_policy, search, HeaderTable(tuple(rows)), searches, framed)


def assumed(addresses: Iterable[str], site_url: str) -> HeaderTable:
    """Return the table of a site that was not built, as far as its addresses tell.

    Args:
        addresses: the address of every file.
        site_url: the site's own address.
    """
    return replace(headers(uses(addresses, "", site_url)).table, assumed=True)


def _pages(addresses: Iterable[str]) -> Iterator[str]:
    """Yield expressions for pages; a server may answer at /tips/ with /tips/index.html.

    Thousands of addresses are several expressions, since servers do not take one of any length.
    """
    some: list[str] = []
    for address in sorted(addresses):
        if some and sum(map(len, some)) + len(some) + len(address) > _LONGEST_PATTERN:
            yield rf"^/({'|'.join(some)})/(index\.html)?$"
            some = []
        some.append(address)
    if some:
        yield rf"^/({'|'.join(some)})/(index\.html)?$"


def _permissions(*, media: bool, hosts: Iterable[str] = ()) -> str:
    """Return what pages may do; films from elsewhere begin when they come and may fill the screen, as a player does."""
    theirs = "".join(f' "{host}"' for host in hosts)
    off = dict.fromkeys((*_OFF, *(() if media else _FOR_MEDIA)), "()")
    ours = dict.fromkeys((*_OURS, *(_FOR_MEDIA if media else ())), "(self)")
    played = dict.fromkeys(("autoplay", *_FOR_MEDIA), f"(self{theirs})") if theirs else {}
    return ", ".join(f"{name}={value}" for name, value in sorted((off | ours | played).items()))
