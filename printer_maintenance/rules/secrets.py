"""What must not be written down: product keys and passwords."""

import re

# five groups of five, as on licence stickers; other makers have groups of four to six
PRODUCT_KEY = re.compile(r"\b[A-Z0-9]{4,6}(?:-[A-Z0-9]{4,6}){3,}\b", re.IGNORECASE)
# the word and what follows it; the bare word is no secret
PASSWORD = re.compile(
    r"(?:\b(?:password|passwd|pwd|pin|product key|licen[cs]e key|serial key|key)\b|密码|口令|密钥|激活码|序列号)"
    r"\s*(?:[:=：]|\bis\b|是|为)\s*\S+",
    re.IGNORECASE,
)


def looks_like_secret(text: str | None) -> bool:
    """Whether a note holds a product key or a password in clear.

    >>> looks_like_secret("VK7JG-NPHTM-C97JM-9MPGT-3V66T")
    True
    >>> looks_like_secret("password: letmein")
    True
    >>> looks_like_secret("密码：123456")
    True
    >>> looks_like_secret("Volume licence of the bureau, sticker on the case")
    False
    >>> looks_like_secret("KB5034441, 10.0.19045.3930")
    False
    >>> looks_like_secret(None)
    False
    """
    return bool(text) and bool(PRODUCT_KEY.search(text) or PASSWORD.search(text))
