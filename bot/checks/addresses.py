"""Which addresses may be contacted: what the DNS says is outside data, and this is the door (no SSRF)."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# `is_global` (3.11) says yes to these: NAT64 and 6to4 carry an IPv4 address that it does not look at.
TUNNELS = tuple(ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16"))


def allowed(address: str, *, private: bool) -> bool:
    """Global unicast only; `private` also lets in private, loopback and link-local addresses, nothing else."""
    ip = ip_address(address.partition("%")[0])
    if ip.is_multicast or ip.is_unspecified:
        return False
    return private or is_public(ip)


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped
        if inner is not None:
            return is_public(inner)
        if any(ip in net for net in TUNNELS):
            return False
    return ip.is_global and not ip.is_reserved


def family(address: str) -> str:
    return f"ipv{ip_address(address.partition('%')[0]).version}"
