"""Chinese in a PDF that can be searched and copied.

A PDF names for each drawn shape the character that it stands for. Chinese fonts draw some sixty frequent characters
(人 工 用 门 风 ...) with the shape of a radical, and Qt names the radical, which comes first in Unicode: the page looks
right, yet a search for 用户 finds nothing and a copied text is damaged.
"""

import re
import unicodedata

# radicals in pairs with the character of the same shape, where Unicode's own compatibility mapping has none
_PAIRS = (
    "⺂乛⺃乚⺅亻⺉刂⺋㔾⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺭礻⺯糹⺰纟⺱罓⺳㓁⺹耂⺺肀⺾艹⺿艹⻀艹⻂衤⻅见⻆角⻈讠⻉贝⻋车"
    "⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_KANGXI = range(0x2F00, 0x2FD6)
_CHARACTER_OF = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI},
    **{ord(radical): character for radical, character in zip(_PAIRS[::2], _PAIRS[1::2])},
    # the simplified shape of this one is another character
    0x2F3E: "户",
}


def unified(text: str) -> str:
    """The text with characters in place of radicals.

    >>> unified("⽤⼾⻔⻛")
    '用户门风'
    """
    return text.translate(_CHARACTER_OF)


def searchable(cmap: str) -> str:
    """A font's table of characters (a PDF's ToUnicode CMap) with characters in place of radicals.

    >>> searchable("1 beginbfrange <0001> <0003> [<2F64> <2F3E> <0041> ]")
    '1 beginbfrange <0001> <0003> [<7528> <6237> <0041> ]'
    """
    return re.sub(r"\[[^\]]*\]", lambda listed: re.sub(r"(?<=<)[0-9A-Fa-f]{4}(?=>)", _hex, listed[0]), cmap)


def _hex(code: re.Match) -> str:
    return f"{ord(unified(chr(int(code[0], 16)))):04X}"
