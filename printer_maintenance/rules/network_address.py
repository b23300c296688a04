"""Network addresses as people write them, and as they are kept (REQUIREMENTS E1)."""

import ipaddress
import re
import unicodedata

_MAC_SEPARATORS = re.compile(r"[\s:.\-]")
_MAC_DIGITS = re.compile(r"[0-9A-F]{12}")
_HOST_NAME = re.compile(r"(?!-)[\w-]{1,63}(?<!-)(\.(?!-)[\w-]{1,63}(?<!-))*")


def normal_ip(text: str) -> str:
    """An IPv4 or IPv6 address in its usual form.

    :raises ValueError: when it is none

    >>> normal_ip(" 10.26.7.69 "), normal_ip("１０．２６．７．６９"), normal_ip("FE80::1")
    ('10.26.7.69', '10.26.7.69', 'fe80::1')
    >>> normal_ip("10.26.7.256")
    Traceback (most recent call last):
    ...
    ValueError: '10.26.7.256' does not appear to be an IPv4 or IPv6 address
    """
    return str(ipaddress.ip_address(unicodedata.normalize("NFKC", text).replace("。", ".").strip()))


def normal_mac(text: str) -> str:
    """A MAC address as six pairs of capital hexadecimal digits with colons.

    :raises ValueError: when it is none, or one that no device can have (all zeros, everybody's)

    >>> normal_mac("3c-52-82-0f-a1-7b"), normal_mac("3c52.820f.a17b"), normal_mac("3C52820FA17B")
    ('3C:52:82:0F:A1:7B', '3C:52:82:0F:A1:7B', '3C:52:82:0F:A1:7B')
    >>> normal_mac("3c-52-82-0f-a1")
    Traceback (most recent call last):
    ...
    ValueError: 3c-52-82-0f-a1
    """
    digits = _MAC_SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not _MAC_DIGITS.fullmatch(digits) or digits in ("0" * 12, "F" * 12):
        raise ValueError(text)
    return ":".join(digits[place : place + 2] for place in range(0, 12, 2))


def normal_host_name(text: str) -> str:
    """A host name without spaces around it; labels of letters, digits and hyphens, parted by dots.

    :raises ValueError: when it is none

    >>> normal_host_name(" PRN-4F-390.bureau.local "), normal_host_name("档案室打印机")
    ('PRN-4F-390.bureau.local', '档案室打印机')
    >>> normal_host_name("printer 4")
    Traceback (most recent call last):
    ...
    ValueError: printer 4
    """
    name = unicodedata.normalize("NFKC", text).strip()
    if not _HOST_NAME.fullmatch(name) or len(name) > 253:
        raise ValueError(text)
    return name
