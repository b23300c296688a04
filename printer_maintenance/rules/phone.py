"""Telephone numbers as people write them."""

import re
import unicodedata

MIN_DIGITS, MAX_DIGITS = 5, 18
_ALLOWED = re.compile(r"\+?[\d\s()./-]+(?:(?:转|分机|ext\.?|x|#|,)\s*\d{1,6})?", re.IGNORECASE)
# China's own prefix, which people write or leave out
_COUNTRY = re.compile(r"^(?:00)?86(?=\d{9,})")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#|,)\s*\d{1,6}\s*$", re.IGNORECASE)
# a mobile number, perhaps with the zero that long-distance calls to it once needed
_MOBILE = re.compile(r"0?(1[3-9]\d{9})")
# fewer digits than a number without area code has say too little about whose it is
LOCAL_DIGITS = 7
# as many as people read out from the end of a number
SEARCH_DIGITS = 4


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


def lookup_key(text: str | None) -> str:
    """The digits by which a number is looked up: country, extension and signs between digits make no difference.

    >>> lookup_key("+86 139-0000-0012"), lookup_key("０１３９００００００１２"), lookup_key("13900000012")
    ('13900000012', '13900000012', '13900000012')
    >>> lookup_key("(010) 8888-6543 转 12"), lookup_key(None)
    ('01088886543', '')
    """
    number = unicodedata.normalize("NFKC", text or "")
    digits = phone_key(_EXTENSION.sub("", number))
    mobile = _MOBILE.fullmatch(digits)
    return mobile[1] if mobile else digits


def lookup_patterns(text: str | None) -> list[str]:
    """Patterns (SQL ``LIKE``) of the keys under which a number may stand.

    What was typed may be its beginning or its end. A whole number with its area code may stand there without it.

    >>> lookup_patterns("6543"), lookup_patterns("+86 139 0000 0012")
    (['6543%', '%6543'], ['13900000012%', '%13900000012'])
    >>> lookup_patterns("010 8888 6543")
    ['01088886543%', '%01088886543', '8886543', '88886543', '088886543', '1088886543']
    """
    key = lookup_key(text)
    shorter = [] if _MOBILE.fullmatch(key) else [key[-length:] for length in range(LOCAL_DIGITS, len(key))]
    return [f"{key}%", f"%{key}", *shorter]


def is_phone_like(text: str | None) -> bool:
    """Whether what somebody typed may be a telephone number or its end.

    >>> [is_phone_like(text) for text in ("6543", "+86 139-0000-0012", "８８８８６６６６", "D000123", "12", "张三")]
    [True, True, True, False, False, False]
    """
    number = " ".join(unicodedata.normalize("NFKC", text or "").split())
    digits = len(re.sub(r"\D", "", number))
    return bool(_ALLOWED.fullmatch(number)) and SEARCH_DIGITS <= digits <= MAX_DIGITS
