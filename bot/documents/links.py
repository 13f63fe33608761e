"""Where a page is seen by its readers, and relative links made absolute from there."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin, urlsplit

BASE_URL = "https://doc.incubateur.net/communaute/"
MAIL = re.compile(r"^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
README = re.compile(r"(?:^|(?<=/))README(?:\.md)?$", re.I)
ASSETS = ".gitbook/"  # files of the editor: they are served under another address that no page tells


@dataclass(frozen=True, slots=True)
class Links:
    """`file`: the page's file as a URL under `base`, which ends with a slash."""

    base: str
    file: str

    @property
    def address(self) -> str:
        """The page as readers see it."""
        return seen(self.file)

    def absolute(self, href: str) -> str:
        """http, https or mailto; empty when it leads nowhere (`broken-reference`, `javascript:` …)."""
        href = href.strip()
        if MAIL.match(href):
            return f"mailto:{href}"
        try:
            scheme = urlsplit(href).scheme
        except ValueError:  # `http://[…` is not an address
            return ""
        if scheme:
            return href if scheme in ("http", "https", "mailto") else ""
        return self.inside(href)

    def inside(self, href: str) -> str:
        if not href or href.startswith("broken-reference"):
            return ""
        if href.startswith(("#", "//")):
            return self.address + href if href[0] == "#" else "https:" + href
        if ASSETS in href:
            return self.address
        path, _, anchor = href.partition("#")
        target = quote(path, safe="/%:@!$&'()*+,;=~?-._")
        url = self.base + target.lstrip("/") if target.startswith("/") else urljoin(self.file, target)
        if not url.startswith(self.base):  # more `..` than folders: the base is the root
            url = self.base + urlsplit(url).path.lstrip("/")
        return seen(url) + (f"#{anchor}" if anchor else "")


def links_of(name: str, base_url: str = BASE_URL) -> Links:
    """`name`: the page's path inside the folder read, or its URL."""
    if urlsplit(name).scheme in ("http", "https"):
        parts = urlsplit(name)
        return Links(f"{parts.scheme}://{parts.netloc}/", name.partition("#")[0])
    base = base_url.rstrip("/") + "/"
    return Links(base, base + quote(str(PurePosixPath(name))))


def seen(url: str) -> str:
    """A Markdown file's URL as the site shows it: no `.md`, a README is its folder."""
    path, mark, query = url.partition("?")
    path = README.sub("", path)
    return path.removesuffix(".md") + mark + query
