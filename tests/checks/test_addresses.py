"""Which addresses may be contacted."""

import pytest

from bot.checks.addresses import allowed, family

INSIDE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.0.2.1",
    "240.0.0.1", "255.255.255.255", "224.0.0.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:808:808::1", "2001:0:7f00:1::", "2001:db8::1",
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "193.252.148.70", "2a01:4f8::1", "2001:4860:4860::8888", "::ffff:8.8.8.8"]
NOBODY = ["0.0.0.0", "224.0.0.1", "::", "ff02::1"]


@pytest.mark.parametrize("address", INSIDE)
def test_what_leads_inside_is_refused(address: str) -> None:
    assert not allowed(address, private=False)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_leads_outside_is_allowed(address: str) -> None:
    assert allowed(address, private=False)


@pytest.mark.parametrize("address", sorted({*INSIDE, *OUTSIDE} - {*NOBODY}))
def test_an_operator_may_allow_any_single_host(address: str) -> None:
    assert allowed(address, private=True)


@pytest.mark.parametrize("address", NOBODY)
def test_nobody_may_allow_what_is_no_single_host(address: str) -> None:
    assert not allowed(address, private=True)


def test_an_address_has_its_family() -> None:
    assert (family("127.0.0.1"), family("::1"), family("fe80::1%eth0")) == ("ipv4", "ipv6", "ipv6")
