"""Players: a link to a recording on a line of its own, a still with a link to a film on the line below it."""

from __future__ import annotations

from lxml.html import HtmlElement
from msgspec import Struct, field

from newsroom.core import tree
from newsroom.core.markdown_document import InternalLink, MarkdownDocument
from newsroom.features.files.model import ending
from newsroom.features.media.external_films import Film, film
from newsroom.features.media.interface_text import StoryWords, words

AUDIO, VIDEO, LINK = "audio", "video", "link"
_SOUNDS = frozenset(("mp3", "m4a"))
_FILMS = frozenset(("mp4", "m4v", "mov", "webm"))
_CAPTIONS = frozenset(("vtt",))
#: Signs of which an address must hold one, or else it is no film elsewhere.
_SIGNS = ("youtu", "vimeo.com")
_EMPTY_FIX = "begin each of its lines with >, blank lines between its paragraphs too"
_TRANSCRIPT_FIX = "write it right below as a quotation that begins with the word Transcript: > Transcript"


class _EmbedLines(Struct):
    """Lines of a paragraph that holds nothing but pictures and links, each on its line."""

    still: HtmlElement | None = None
    legends: list[HtmlElement] = field(default_factory=list)
    links: list[HtmlElement] = field(default_factory=list)


def players(document: MarkdownDocument, home: str) -> None:
    """Set recordings and films as players.

    Works when pictures have every size and links are sorted: a token stands for a file of ours, whose address is known
    when it is bare.
    """
    files = {link.token: link for link in document.links if link.is_file}
    if not any(ending(link.target) in _SOUNDS | _FILMS for link in files.values()):
        files = {}
        if not any(sign in document.source for sign in _SIGNS):
            return
    labels = words(document.phrase)
    for paragraph in tree.elements(document.tree, "p"):
        lines = _lines(paragraph)
        parent = paragraph.getparent()
        if lines is None or parent is None:
            continue
        first = lines.links[0]
        own = files.get(first.get("href", ""))
        kind = ending(own.target) if own else ""
        elsewhere = film(first.get("href", "")) if own is None and lines.still is not None else None
        if elsewhere is not None and len(lines.links) == 1:
            figure = _hosted_film(document, lines, elsewhere, labels)
        elif own and kind in _SOUNDS and len(lines.links) == 1:
            figure = _audio_player(document, lines, labels)
        elif own and kind in _FILMS and lines.still is not None and _are_captions(lines.links[1:], files):
            figure = _film(document, lines, labels, home)
        else:
            continue
        transcript = _transcript(paragraph, labels)
        if transcript is not None:
            figure[-1].append(transcript)
        if own and (transcript is None or len(transcript) == 1):
            what = f'the {"film" if kind in _FILMS else "recording"} "{tree.words(first)}"'
            document.problem("media-transcript", own.line, *_missing_words(what, transcript))
        figure.tail = paragraph.tail
        parent.replace(paragraph, figure)


def _lines(paragraph: HtmlElement) -> _EmbedLines | None:
    """Return what stands in a paragraph; None when it holds words besides, or no link."""
    embed = _EmbedLines()
    for part in tree.parts(paragraph):
        if not isinstance(part, HtmlElement):
            return None
        if part.tag == "picture" and embed.still is None and not embed.links:
            embed.still = part
        elif part.tag == "small" and embed.still is not None:
            embed.legends.append(part)
        elif part.tag == "a" and tree.words(part) and part.find(".//img") is None:
            embed.links.append(part)
        elif part.tag != "br":
            return None
    return embed if embed.links else None


def _missing_words(what: str, transcript: HtmlElement | None) -> tuple[str, str]:
    """Return what is wrong with a transcript that is not there, or has no words, and the remedy."""
    if transcript is None:
        return f"{what} has no transcript", _TRANSCRIPT_FIX
    return f"the transcript of {what} is empty", _EMPTY_FIX


def _are_captions(links: list[HtmlElement], files: dict[str, InternalLink]) -> bool:
    known = [files.get(link.get("href", "")) for link in links]
    return all(link is not None and ending(link.target) in _CAPTIONS for link in known)


def _figure(*above: HtmlElement, title: HtmlElement, legends: list[HtmlElement]) -> HtmlElement:
    """Return a figure whose last part is its caption: the title, and whose still it is."""
    figure, caption, line = (
        tree.new("figure", class_="player"),
        tree.new("figcaption"),
        tree.new("p", class_="player-title"),
    )
    for part in (*above, title, *legends):
        part.tail = None
    line.append(title)
    caption.extend((line, *legends))
    figure.extend((*above, caption))
    return figure


def _audio_player(document: MarkdownDocument, lines: _EmbedLines, labels: StoryWords) -> HtmlElement:
    document.media.add(AUDIO)
    title = lines.links[0]
    sound = tree.new("audio", controls="", preload="none", src=title.get("href", ""))
    sound.set("aria-label", labels.play.format(title=tree.words(title)))
    above = (sound,) if lines.still is None else (lines.still, sound)
    return _figure(*above, title=title, legends=lines.legends)


def _film(document: MarkdownDocument, lines: _EmbedLines, labels: StoryWords, home: str) -> HtmlElement:
    document.media.add(VIDEO)
    title, *captions = lines.links
    player = tree.new("video", controls="", preload="none", playsinline="", src=title.get("href", ""))
    still = lines.still.find(".//img") if lines.still is not None else None
    label = labels.play.format(title=tree.words(title))
    if still is not None:
        player.attrib.update({"poster": still.get("src", "")})
        player.attrib.update({name: still.get(name, "") for name in ("width", "height")})
        # A film has no alt text of its own for the picture that stands in its place.
        label = f"{label}. {still.get('alt', '')}"
    player.set("aria-label", label)
    for link in captions:
        lang = link.get("hreflang") or document.options.lang or home
        track = tree.new("track", kind="captions", src=link.get("href", ""), srclang=lang, label=tree.words(link))
        player.append(track)
    return _figure(player, title=title, legends=lines.legends)


def _hosted_film(document: MarkdownDocument, lines: _EmbedLines, linked: Film, labels: StoryWords) -> HtmlElement:
    """Set a film elsewhere as its still and a link; what is played is made by a script, when somebody presses.

    A story that asks for care has the link alone.
    """
    link, still = lines.links[0], lines.still
    name = tree.words(link)
    notice = tree.new("p", class_="player-told")
    link.set("href", linked.page)
    link.text = labels.watch.format(service=linked.service)
    for child in list(link):
        link.remove(child)
    careful = document.options.sensitive
    document.media.add(LINK if careful else linked.medium)
    if not careful:
        notice.text = labels.told.format(service=linked.service) + " "
    above = () if still is None else (still,)
    figure = _figure(*above, title=tree.new("span", name), legends=lines.legends)
    link.tail = None
    notice.append(link)
    figure[-1].append(notice)
    if not careful:
        figure.set("data-player", linked.player)
        figure.set("data-play", f"{labels.play.format(title=name)}. {labels.told.format(service=linked.service)}")
        figure.set("data-title", name)
    return figure


def _transcript(paragraph: HtmlElement, labels: StoryWords) -> HtmlElement | None:
    """Return the transcript that stands right below a paragraph, taken from there."""
    block = paragraph.getnext()
    if block is None or block.tag != "blockquote" or not len(block) or (paragraph.tail or "").strip():
        return None
    first = block[0]
    begin, _, rest = (first.text or "").strip().partition("\n")
    plain = begin.strip(" :.").casefold()
    whole = tree.words(first).strip(" :.").casefold()
    names = {labels.transcript.casefold(), "transcript"}
    if whole in names:
        block.remove(first)
    elif plain in names:
        first.text = rest
    else:
        return None
    details = tree.new("details", class_="transcript")
    details.append(tree.new("summary", labels.transcript))
    details.extend(list(block))
    parent = block.getparent()
    if parent is not None:
        parent.remove(block)
    return details
