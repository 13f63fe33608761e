"""The inside of a paragraph: markdown-it's inline tokens -> spans of the house. Nothing about blocks comes in."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import unescape

from markdown_it.token import Token

from bot.core.document import Span
from bot.core.phrasing.drafts import ILLUSTRATION
from bot.documents.links import Links
from bot.documents.markup import BOLD, CODE, INLINE_TAG, ITALIC, KNOWN, Run

INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")
SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# `:warning:` between spaces or at an end; a time (12:30) or an address never looks like this.
SHORTCODE = re.compile(r"(?<![\w/:]):(?P<name>[a-z][a-z0-9_+-]*):(?![\w/:])")
EMOJI = {
    "warning": "⚠️", "bulb": "💡", "information_source": "ℹ️", "white_check_mark": "✅", "heavy_check_mark": "✔️",
    "x": "❌", "no_entry": "⛔", "rotating_light": "🚨", "question": "❓", "exclamation": "❗", "point_right": "👉",
    "arrow_right": "➡️", "rocket": "🚀", "tada": "🎉", "lock": "🔒", "key": "🔑", "email": "📧", "envelope": "✉️",
    "calendar": "📅", "phone": "📞", "iphone": "📱", "computer": "💻", "link": "🔗", "memo": "📝", "book": "📖",
    "smile": "😄", "wink": "😉", "wave": "👋", "eyes": "👀", "fire": "🔥", "star": "⭐", "heart": "❤️",
}  # fmt: skip
FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:?")
ANCHOR = re.compile(r"<a\b[^>]*?\b(?:id|name)\s*=\s*[\"']([^\"']+)[\"']", re.I)


def clean(text: str) -> str:
    """Invisible characters off, odd spaces plain, emoji shortcodes as emoji (unknown ones dropped)."""
    text = SPACES.sub(" ", INVISIBLE.sub("", text))
    return SHORTCODE.sub(lambda found: EMOJI.get(found["name"], ""), text) if ":" in text else text


def image(text: str, src: str, href: str, links: Links) -> Span:
    """An image is a link to it; without words of its own it is called an illustration."""
    return Span(clean(text).strip() or ILLUSTRATION, href=href or links.absolute(src))


def unlinked(span: Span) -> Span:
    """A host name that the editor turned into a link by itself (`[imap.x.fr](http://imap.x.fr/)`) is a name again."""
    return replace(span, href="") if span.href.removeprefix("http://").rstrip("/") == span.text.strip() else span


def spans_of_runs(runs: Iterable[Run], links: Links) -> tuple[Span, ...]:
    """Runs of an HTML block as spans."""
    out = [
        image(run.text, run.src, links.absolute(run.href), links)
        if run.src
        else Span(clean(run.text), run.bold, run.italic, run.code, links.absolute(run.href))
        for run in runs
    ]
    return joined(out)


def anchor_of(tokens: Sequence[Token]) -> str:
    """The id an editor gave to a heading: `<a href="#x" id="x"></a>`."""
    found = (ANCHOR.search(token.content) for token in tokens if token.type == "html_inline")
    return next((match[1] for match in found if match), "")


def spans_of(tokens: Sequence[Token], links: Links) -> tuple[Span, ...]:
    """Inline tokens as spans; a line break is a newline in a span's text."""
    state = State(links)
    for token in tokens:
        state.take(token)
    return joined(state.out)


class State:
    """What holds at this place of a paragraph: bold, italic, the link it stands in."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self.out: list[Span] = []
        self.bold = self.italic = self.code = 0
        self.href = ""

    def take(self, token: Token) -> None:
        match token.type:
            case "strong_open" | "strong_close":
                self.bold += token.nesting
            case "em_open" | "em_close":
                self.italic += token.nesting
            case "link_open":
                self.href = self.links.absolute(str(token.attrs.get("href", "")))
            case "link_close":
                self.href = ""
            case "softbreak":
                self.add(" ")
            case "hardbreak":
                self.add("\n")
            case "code_inline":
                self.add(token.content, code=True)
            case "image":
                text = token.content or str(token.attrs.get("title", ""))
                self.picture(text, str(token.attrs.get("src", "")))
            case "html_inline":
                self.tag(token.content)
            case _ if token.content:
                self.add(FOOTNOTE.sub("", clean(token.content)))

    def add(self, text: str, code: bool = False) -> None:
        self.out.append(Span(text, self.bold > 0, self.italic > 0, code or self.code > 0, self.href))

    def picture(self, text: str, src: str) -> None:
        if self.out and not self.out[-1].text.endswith((" ", "\n")):
            self.out.append(Span(" "))
        self.out.append(image(text, src, self.href, self.links))

    def tag(self, content: str) -> None:
        found = INLINE_TAG.match(content)
        name = found["name"].lower() if found else ""
        if content.startswith("<!"):
            return
        if not found or name not in KNOWN:  # `<votre nom>` is a blank to fill in, not a tag
            self.add(unescape(content))
            return
        step = -1 if found["close"] else 1
        if name == "br":
            self.add("\n")
        elif name == "a":
            href = re.search(r"href\s*=\s*[\"']([^\"']*)", found["rest"])
            self.href = self.links.absolute(href[1]) if href and step > 0 else ""
        elif name == "img" and (src := attribute(found["rest"], "src")):
            self.picture(attribute(found["rest"], "alt"), src)
        self.bold += step * (name in BOLD)
        self.italic += step * (name in ITALIC)
        self.code += step * (name in CODE)


def attribute(text: str, name: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", text)
    return unescape(found[1] or found[2] or "") if found else ""


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours of one style become one; spaces at the ends and around line breaks go."""
    out: list[Span] = []
    for given in spans:
        if not given.text:
            continue
        span = unlinked(given) if given.href else given
        if out and style(out[-1]) == style(span):
            out[-1] = restyled(out[-1].text + span.text, span)
        else:
            out.append(span)
    return trimmed(out)


def style(span: Span) -> tuple[bool, bool, bool, str]:
    return span.bold, span.italic, span.code, span.href


def restyled(text: str, like: Span) -> Span:
    return Span(text, *style(like))


def trimmed(spans: list[Span]) -> tuple[Span, ...]:
    """No space or break at either end, no doubled space, none beside a break."""
    text_before = "\n"
    out: list[Span] = []
    for span in spans:
        text = span.text if span.code else re.sub(r" *\n *", "\n", re.sub(r"[ \t]+", " ", span.text))
        if text_before.endswith((" ", "\n")) and not span.code:
            text = text.lstrip(" ") if text_before != "\n" or out else text.lstrip()
        if text:
            out.append(restyled(text, span))
            text_before = text
    while out and not out[-1].code and out[-1].text != out[-1].text.rstrip():
        rest = out[-1].text.rstrip()
        out[-1:] = [restyled(rest, out[-1])] if rest else []
    return tuple(out)


def plain(spans: Iterable[Span]) -> str:
    """The words alone, on one line."""
    return " ".join("".join(span.text for span in spans).split())
