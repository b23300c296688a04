"""Addresses that people type when a device is to join the network."""

import ipaddress
import re

_HEX = re.compile(r"[^0-9A-Fa-f]")


def clean_ip(text: str) -> str:
    """An IP address in its usual writing.

    :raises ValueError: when it is none

    >>> clean_ip(" 10.0.0.7 ")
    '10.0.0.7'
    >>> clean_ip("10.0.0.700")
    Traceback (most recent call last):
    ...
    ValueError: '10.0.0.700' does not appear to be an IPv4 or IPv6 address
    """
    return str(ipaddress.ip_address(text.strip()))


def clean_mac(text: str) -> str:
    """A hardware address as six pairs with colons.

    :raises ValueError: when it is none

    >>> clean_mac("a0-b1-c2-d3-e4-f5"), clean_mac("a0b1.c2d3.e4f5")
    ('A0:B1:C2:D3:E4:F5', 'A0:B1:C2:D3:E4:F5')
    >>> clean_mac("a0-b1")
    Traceback (most recent call last):
    ...
    ValueError: 'a0-b1' is not a hardware address
    """
    digits = _HEX.sub("", text)
    rest = re.sub(r"[0-9A-Fa-f:.\s-]", "", text)
    if len(digits) != 12 or rest:
        raise ValueError(f"{text!r} is not a hardware address")
    return ":".join(digits[i : i + 2] for i in range(0, 12, 2)).upper()
