"""The pictures of the documentation: ``make screenshots`` takes them anew, ``NAME=part`` only some.

Each names a page, who looks at it, in which language and at which width. Files go to ``readme/``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WIDE = (1400, 900)
NARROW = (390, 844)


@dataclass(frozen=True)
class Shot:
    """One picture.

    :param name: the file's name without its ending; the language is added to it if it is not English
    :param url: the page's path
    :param login: who looks at it; empty for a visitor
    :param lang: ``en_US`` or ``zh_CN``
    :param size: width and height of the window, in pixels
    :param actions: done before the picture: ``("click", selector)``, ``("fill", selector, text)``,
        ``("upload", selector, file)``, ``("press", key)``, ``("wait", selector)``, ``("goto", path)``
    :param folder: where the file goes, below the checkout
    """

    name: str
    url: str
    login: str = ""
    lang: str = "en_US"
    size: tuple[int, int] = WIDE
    actions: tuple[tuple[str, ...], ...] = field(default=())
    folder: str = "readme"
    full: bool = False

    def order(self, root: Path) -> dict[str, Any]:
        """What the browser's script is told."""
        suffix = "" if self.lang == "en_US" else f".{self.lang}"
        return {
            "file": str(root / self.folder / f"{self.name}{suffix}.png"),
            "url": self.url,
            "login": self.login,
            "password": "",
            "lang": self.lang,
            "width": self.size[0],
            "height": self.size[1],
            "full": self.full,
            "actions": [list(action) for action in self.actions],
        }


SHOTS = [
    Shot("login", "/web/login", lang="zh_CN"),
    Shot("apps", "/odoo/apps", login="admin"),
    Shot("portal-home", "/my", login="contact.south", lang="zh_CN", size=NARROW),
]
