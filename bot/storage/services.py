"""services.yaml -> Services: the only hosts that checks may touch. Every fault of the file at once."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, TypeAdapter

from bot.core.services import Endpoint, Protocol, Security, Service, Services
from bot.errors import Fault, FileWrong
from bot.storage import sheets
from bot.storage.faults import at, key_node, validate
from bot.storage.references import EVERYWHERE
from bot.storage.shapes import Line, Shape
from bot.storage.sheets import Sheet, word, words
from bot.storage.yaml_tree import Items, Pairs

LABEL = r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*\.?")
BY_HOST = (Protocol.SMTP, Protocol.IMAP)
# The keys that only services with a host, and only services with URLs, have.
HOST_KEYS = ("host", "endpoints")
URL_KEYS = ("urls",)
WEB_ONLY = (*URL_KEYS, "redirects")


def a_host(text: str) -> str:
    """A host name (ASCII, so `xn--` for others) or an IP address. ValueError says what was expected."""
    try:
        ip_address(text)
    except ValueError:
        if len(text) > 253 or not HOST.fullmatch(text) or text.replace(".", "").isdigit():
            raise ValueError("a host name such as smtp.example.fr, without scheme, port or path") from None
    return text


def a_url(text: str) -> str:
    """http or https with a host, without user name, password or fragment. ValueError says what was expected."""
    wrong = ValueError("an address such as https://dav.example.fr/caldav, without user name or password")
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise wrong from None
    plain = not re.search(r"\s", text) and "@" not in parts.netloc and not parts.fragment
    if parts.scheme not in ("http", "https") or not parts.hostname or not plain:
        raise wrong
    a_host(parts.hostname)
    return text


def a_site(text: str) -> str:
    """A host, or a host and a port, reached by https. ValueError says what was expected."""
    try:
        parts = urlsplit(f"https://{text}")
        plain = bool(parts.hostname) and parts.netloc == text and "@" not in text and parts.port != 0
        a_host(parts.hostname or "")
    except ValueError:
        plain = False
    if not plain:
        raise ValueError("a host such as auth.example.fr, or auth.example.fr:8443, without https:// or path")
    return text.lower()


class EndpointShape(Shape):
    """An endpoint"""

    port: int = Field(ge=1, le=65535, description="a port from 1 to 65535")
    security: Security = Field(description="starttls or tls")


class ServiceShape(Shape):
    """A service"""

    id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9-]{0,63}$", description="the word after !check: a-z, 0-9 and hyphens, at most 64"
    )
    title: Line = Field(description="what the service is for people, a text of one line")
    protocol: Protocol = Field(description="one of smtp, imap, caldav, carddav, http")
    host: Annotated[str, AfterValidator(a_host)] = Field("", description="a host name such as smtp.example.fr")
    endpoints: tuple[EndpointShape, ...] = Field((), description="a list of {port: …, security: starttls or tls}")
    urls: tuple[Annotated[str, AfterValidator(a_url)], ...] = Field((), description="a list of https:// addresses")
    redirects: tuple[Annotated[str, AfterValidator(a_site)], ...] = Field(
        (), description="a list of hosts such as auth.example.fr: where its addresses may send people to sign in"
    )
    allow_private: bool = Field(False, description="true or false: may its addresses be private or loopback ones")


class ServicesShape(Shape):
    """services.yaml"""

    domain: Annotated[str, AfterValidator(a_host)] = Field("", description="a domain such as example.fr")
    ca_file: str = Field("", min_length=1, description="a file of certificates (PEM), relative to this file")
    services: tuple[ServiceShape, ...] = Field((), description="a list of services (- id: …)")


SERVICES = TypeAdapter(ServicesShape)


def load(path: Path) -> Services:
    """The services of a file. FileWrong: every fault, with its place."""
    return read(sheets.read(path.parent, path.name), path.parent)


def read(sheet: Sheet, folder: Path) -> Services:
    """The same from a sheet of a folder."""
    if sheet.root is None:
        return Services()
    shape = validate(SERVICES, ServicesShape, sheet.root, sheet.name)
    faults = [*mismatches(sheet, shape), *same_ids(sheet), *no_authority(sheet, folder)]
    if faults:
        raise FileWrong(faults)
    return Services(
        services=tuple(service(one) for one in shape.services),
        domain=shape.domain.rstrip("."),
        ca_file=str(folder / shape.ca_file) if shape.ca_file else "",
    )


def service(shape: ServiceShape) -> Service:
    return Service(
        id=shape.id,
        title=shape.title,
        protocol=shape.protocol,
        host=shape.host.rstrip("."),
        endpoints=tuple(Endpoint(one.port, one.security) for one in shape.endpoints),
        urls=shape.urls,
        redirects=shape.redirects,
        allow_private=shape.allow_private,
    )


def nodes(sheet: Sheet) -> list[Pairs]:
    listed = sheet.root.get("services") if isinstance(sheet.root, Pairs) else None
    return [node for node in listed.nodes if isinstance(node, Pairs)] if isinstance(listed, Items) else []


def mismatches(sheet: Sheet, shape: ServicesShape) -> Iterator[Fault]:
    """Keys that the protocol needs and that are not there, or that it has no use for."""
    for node, one in zip(nodes(sheet), shape.services, strict=True):
        needed, useless = (HOST_KEYS, WEB_ONLY) if one.protocol in BY_HOST else (URL_KEYS, HOST_KEYS)
        for key in needed:
            if not getattr(one, key):
                about = ServiceShape.model_fields[key].description or ""
                expected = f"{about} (protocol {one.protocol})"
                yield at(node.get(key) or node, sheet.name, key=key, value="missing", expected=expected)
        for key in useless:
            if node.get(key) is not None:
                expected = f"no such key with protocol {one.protocol}, but {' and '.join(needed)}"
                yield at(key_node(node, (key,)), sheet.name, key=key, value="", expected=expected)
        yield from in_clear(sheet, node, one)


def in_clear(sheet: Sheet, node: Pairs, one: ServiceShape) -> Iterator[Fault]:
    """http:// only for a laboratory on private addresses: elsewhere a password would travel in clear."""
    for url in words(node, "urls"):
        if url.text.startswith("http://") and not one.allow_private:
            yield at(url, sheet.name, key="urls", value=url.text, expected="https:// (http:// only with allow_private)")


def same_ids(sheet: Sheet) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for node in nodes(sheet):
        if not (known := word(node, "id")):
            continue
        if known.text in EVERYWHERE:
            expected = f"another word; {', '.join(EVERYWHERE)} are checks of their own"
            yield at(known, sheet.name, key="id", value=known.text, expected=expected)
        if known.text in seen:
            expected = f"an id of its own; line {seen[known.text]} has it too"
            yield at(known, sheet.name, key="id", value=known.text, expected=expected)
        seen.setdefault(known.text, known.start.line + 1)


def no_authority(sheet: Sheet, folder: Path) -> Iterator[Fault]:
    named = word(sheet.root, "ca_file") if isinstance(sheet.root, Pairs) else None
    if named and not (folder / named.text).is_file():
        yield at(named, sheet.name, key="ca_file", value=named.text, expected="a file that is there")
