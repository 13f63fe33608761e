"""GitBook's `{% … %}` tags: their grammar, and the rule that makes markdown-it see them as blocks of their own."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

# `{% name key="value" %}`; the end may be missing, quotes too.
TAG = re.compile(r"^\{%-?\s*(?P<close>/|end)?(?P<name>[A-Za-z][\w-]*)?(?P<attrs>.*?)\s*(?P<end>-?%\}|$)")
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|[\"']?([^\"'%}]*))")
# Tags with content up to their `end…`. The others are a line each: `embed` and `file` are seldom closed.
CONTAINERS = frozenset({"hint", "tabs", "tab", "stepper", "step", "content-ref", "code", "columns", "column", "details",
                        "updates", "update", "swagger", "openapi", "block", "if"})  # fmt: skip
SINGLE = frozenset({"embed", "file", "include", "page-ref", "api-method", "openapi-operation", "raw", "math"})


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    close: bool
    attrs: dict[str, str]
    whole: bool  # it ends with `%}` and its quotes are closed


def read(text: str) -> Tag | None:
    """A tag at the start of the text, well formed or not."""
    found = TAG.match(text)
    if not found:
        return None
    attrs = {key: next(filter(None, values), "").strip() for key, *values in ATTRIBUTE.findall(found["attrs"])}
    if not attrs and (positional := re.search(r"[\"']([^\"']+)[\"']", found["attrs"])):
        attrs = {"src": positional[1]}  # `{% include "…" %}`
    whole = found["end"] != "" and found["attrs"].count('"') % 2 == 0
    return Tag((found["name"] or "").lower(), bool(found["close"]), attrs, whole)


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with `{%` is a block; it ends a paragraph, a list item's text, a quote."""
    first = state.bMarks[start] + state.tShift[start]
    text = state.src[first : state.eMarks[start]]
    if not text.startswith("{%"):
        return False
    if silent:
        return True
    token = state.push("gitbook_tag", "", 0)
    token.content, token.map, token.block = text.strip(), [start, start + 1], True
    state.line = start + 1
    return True


def gitbook(md: MarkdownIt) -> None:
    md.block.ruler.before("code", "gitbook_tag", rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
