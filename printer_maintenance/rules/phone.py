"""Telephone numbers as people write them."""

import re
import unicodedata

MIN_DIGITS, MAX_DIGITS = 5, 18
_ALLOWED = re.compile(r"\+?[\d\s()./-]+(?:(?:转|分机|ext\.?|x|#|,)\s*\d{1,6})?", re.IGNORECASE)
# China's own prefix, which people write or leave out
_COUNTRY = re.compile(r"^(?:00)?86(?=\d{9,})")


def clean_phone(text: str | None) -> str | None:
    """A telephone number as it was written, without full-width characters and stray spaces; None for anything else.

    >>> clean_phone(" １３９ 0000 0001 "), clean_phone("(010) 8888-6666转 12"), clean_phone("+86 139-0000-0001")
    ('139 0000 0001', '(010) 8888-6666转 12', '+86 139-0000-0001')
    >>> clean_phone("12"), clean_phone("call me"), clean_phone(""), clean_phone("1" * 40), clean_phone("139<b>0000")
    (None, None, None, None, None)
    """
    number = " ".join(unicodedata.normalize("NFKC", text or "").split())
    if not _ALLOWED.fullmatch(number):
        return None
    return number if MIN_DIGITS <= len(re.sub(r"\D", "", number)) <= MAX_DIGITS else None


def phone_key(text: str | None) -> str:
    """The digits that decide whether two numbers are the same.

    >>> phone_key("+86 139-0000-0001") == phone_key("13900000001")
    True
    >>> phone_key(None), phone_key("ext. 12")
    ('', '12')
    """
    return _COUNTRY.sub("", re.sub(r"\D", "", unicodedata.normalize("NFKC", text or "")))
