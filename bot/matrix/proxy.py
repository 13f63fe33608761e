"""The way out of a network that has one: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, as other programs read them.

nio reads none of them by itself.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


def proxy_for(url: str) -> str | None:
    """The address of the proxy for a homeserver; None for the direct way, which this machine itself always gets."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if is_here(host) or proxy_bypass(host):
        return None
    found = getproxies().get(parts.scheme) or None
    return found if found is None or "://" in found else f"http://{found}"


def is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
