"""The pictures of the documentation: ``make screenshots`` takes them anew, ``NAME=part`` only some.

Each names a page, who looks at it, in which language and at which width. Files go to ``readme/images/``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
    folder: str = "readme/images"
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


# said to the database before the pictures are taken: the address on a label is secret and new in each demo
PREPARE = """
    UPDATE maintenance_equipment SET label_token = 'a-label-token-for-the-pictures'
    WHERE serial_no = 'RI20305016900216'
"""
_SHREDDER = "CO24926005200005"
_COPIER = "RI20305016900216"
_FIRST_ROW = ("click", "tr.o_data_row:first-child td[name=name]")

_PAGES = (
    Shot("portal-devices", "/my/devices", login="contact.south", size=NARROW),
    Shot(
        "portal-report",
        "/my/devices?search=EP46141291000002",
        login="contact.south",
        size=NARROW,
        actions=(("click", ".o_printer_devices a.btn"), ("wait", "textarea")),
    ),
    Shot(
        "portal-sign",
        f"/my/devices?search={_SHREDDER}",
        login="contact.south",
        size=NARROW,
        actions=(
            ("click", ".o_printer_devices a.text-reset"),
            ("click", "a[href^='/my/ticket/']"),
            ("wait", "#sign canvas"),
        ),
        full=True,
    ),
    Shot("requests", "/odoo/printer-requests", login="agent"),
    Shot(
        "request",
        "/odoo/printer-requests",
        login="agent",
        actions=(_FIRST_ROW, ("wait", ".o_form_view"), ("click", "a[name=clocks]")),
    ),
    Shot(
        "countdown",
        "/odoo/printer-requests",
        login="agent",
        actions=(_FIRST_ROW, ("wait", ".o_printer_clock_board .o_printer_clock")),
    ),
    Shot(
        "hotline",
        "/odoo/printer-hotline",
        login="agent",
        actions=(
            ("fill", ".o_hotline_search input", "13991186253"),
            ("press", "Enter"),
            ("wait", ".o_hotline_caller_name"),
        ),
    ),
    Shot("roster", "/odoo/on-duty", login="dispatcher", actions=(("wait", ".o_printer_on_duty"),)),
    Shot(
        "emergency",
        "/odoo/printer-requests",
        login="dispatcher",
        actions=(
            _FIRST_ROW,
            ("wait", ".o_form_view"),
            ("click", "button:has-text('Severity…'), button:has-text('严重程度…')"),
            ("fill", ".modal div[name=reason] input", "电源冒烟，整层无法打印"),
            ("click", ".modal button[name=action_apply]"),
            ("wait", ".o_form_view .alert-danger"),
        ),
    ),
    Shot(
        "confirm",
        "/odoo/printer-requests",
        login="dispatcher",
        actions=(
            ("fill", ".o_searchview_input", "双面器"),
            ("press", "Enter"),
            ("wait", "tr.o_data_row:only-child"),
            _FIRST_ROW,
            ("click", "button[name=action_confirm_by_telephone]"),
            ("wait", ".modal .o_form_view"),
        ),
    ),
    Shot(
        "visit",
        "/odoo/printer-my-visits",
        login="engineer",
        size=NARROW,
        actions=(("click", f".o_kanban_record:has-text('{_SHREDDER}')"), ("wait", "div[name=work_done]")),
        full=True,
    ),
    Shot(
        "board",
        "/odoo/dispatch-board",
        login="dispatcher",
        actions=(("wait", ".o_board_job"), ("click", ".o_board_propose"), ("wait", ".o_board_person")),
    ),
    Shot(
        "my-day",
        "/odoo/printer-my-day",
        login="engineer",
        size=NARROW,
        actions=(("click", ".o_printer_day_card:has-text('LQ-630KII')"), ("wait", ".o_printer_packing")),
    ),
    Shot(
        "findings",
        "/odoo/printer-inspection-findings",
        login="supervisor",
        actions=(("wait", ".o_data_row"),),
    ),
    Shot(
        "inspections-at-a-glance",
        "/odoo/printer-inspection-dashboard",
        login="supervisor",
        size=(1400, 1150),
        actions=(("wait", ".o_graph_canvas_container canvas"), ("wait", ".o_data_row")),
    ),
    Shot(
        "coverage",
        "/odoo/printer-inspection-coverage",
        login="supervisor",
        actions=(("wait", ".o_data_row"),),
    ),
    Shot(
        "curve",
        "/odoo/printer-inspection-rounds",
        login="supervisor",
        actions=(
            ("click", "tr.o_data_row:has-text('Electrical safety'), tr.o_data_row:has-text('用电安全')"),
            ("wait", ".o_form_view"),
            ("click", "div[name=sheet_ids] tr.o_data_row:nth-child(5) td[name=place]"),
            ("click", "button[name=action_view_curve] >> nth=-1"),
            ("wait", ".o_graph_canvas_container canvas"),
        ),
    ),
    Shot(
        "parts-fit",
        "/odoo/printer-devices?view_type=list",
        login="engineer",
        size=NARROW,
        actions=(
            ("click", "text=M404dn >> nth=0"),
            ("wait", ".o_form_view"),
            ("click", ".o_statusbar_buttons button.dropdown-toggle"),
            ("click", ".o-dropdown-item:has-text('Parts that fit'), .o-dropdown-item:has-text('适用配件')"),
            ("wait", ".o_printer_part_finder .o_kanban_record"),
        ),
    ),
    Shot(
        "market-prices",
        "/odoo/printer-market-prices",
        login="dispatcher",
        actions=(("wait", ".o_data_row"),),
    ),
    Shot(
        "portal-quote",
        "/my/quotes",
        login="contact.bureau",
        size=(390, 1600),
        actions=(
            ("click", "a[href*='/my/orders/'] >> nth=0"),
            ("wait", ".o_printer_quote_parts"),
        ),
    ),
    Shot(
        "stocking",
        "/odoo/printer-stocking-plan",
        login="dispatcher",
        actions=(("wait", ".o_data_row"),),
    ),
    Shot(
        "running-out",
        "/odoo/printer-running-out",
        login="dispatcher",
        actions=(("wait", ".o_data_row"),),
    ),
    Shot(
        "workshop",
        "/odoo/printer-workshop",
        login="engineer",
        actions=(_FIRST_ROW, ("wait", "div[name=consent_signature] img")),
    ),
    Shot(
        "visit-figures",
        "/odoo/printer-visit-figures",
        login="director",
        actions=(("wait", ".o_pivot table"),),
    ),
    Shot(
        "signing",
        "/odoo/printer-my-visits",
        login="engineer",
        size=NARROW,
        actions=(
            ("click", f".o_kanban_record:has-text('{_SHREDDER}')"),
            ("click", ".o_printer_sign_here"),
            ("wait", ".o_printer_signing canvas"),
        ),
    ),
    Shot(
        "agreement",
        "/odoo/printer-agreements",
        login="manager",
        actions=(_FIRST_ROW, ("wait", ".o_form_view")),
    ),
    Shot(
        "commitments",
        "/odoo/printer-agreements",
        login="manager",
        actions=(_FIRST_ROW, ("wait", ".o_form_view"), ("click", "a[name=commitments]")),
    ),
    Shot("portal-commitments", "/my/commitments", login="contact.bureau", size=NARROW),
    Shot(
        "labels",
        "/odoo/printer-devices",
        login="supervisor",
        actions=(
            ("fill", ".o_searchview_input", _COPIER),
            ("press", "Enter"),
            ("wait", "tr.o_data_row:only-child"),
            _FIRST_ROW,
            ("click", "button[name=action_print_labels]"),
            ("wait", ".modal .o_form_view"),
        ),
    ),
    Shot("scan", "/device/a-label-token-for-the-pictures", size=NARROW, full=True),
    Shot(
        "count",
        "/odoo/printer-asset-counts",
        login="engineer",
        size=NARROW,
        actions=(("click", ".o_kanban_record:first-child"), ("wait", ".o_form_view")),
        full=True,
    ),
    Shot(
        "customer-file",
        "/odoo/printer-customers",
        login="supervisor",
        actions=(
            ("fill", ".o_searchview_input", "示例区"),
            ("press", "Enter"),
            ("wait", "tr.o_data_row:only-child"),
            _FIRST_ROW,
            ("wait", ".o_printer_tree"),
        ),
    ),
    Shot(
        "device",
        "/odoo/printer-devices",
        login="supervisor",
        actions=(
            ("fill", ".o_searchview_input", _SHREDDER),
            ("press", "Enter"),
            ("wait", "tr.o_data_row:only-child"),
            _FIRST_ROW,
            ("wait", ".o_equipment_timeline"),
        ),
    ),
    Shot(
        "import",
        "/odoo/printer-register-import",
        login="supervisor",
        actions=(("click", "tr.o_data_row:first-child td:nth-child(2)"), ("wait", ".o_form_view")),
    ),
)


def _my_rounds(lang: str, first: str, stop: int, code: str) -> Shot:
    """A device on the round; each language has one of its own, because what was entered stays.

    :param first: what leads to the round's list of devices
    :param stop: number of the device in the list
    :param code: its serial number
    """
    return Shot(
        "my-rounds",
        "/odoo/printer-my-rounds",
        login="engineer",
        lang=lang,
        size=NARROW,
        full=True,
        actions=(
            ("click", ".o_printer_round_card:not(:has(.text-danger))"),
            ("click", first),
            ("click", f".o_printer_stop:nth-child({stop})"),
            ("fill", ".o_printer_sheet_code", code),
            ("click", ".o_printer_sheet_enter"),
            ("click", ".o_printer_nobody"),
            ("click", ".o_printer_point:nth-of-type(4) .o_printer_not_ok"),
            ("wait", ".o_printer_point_note"),
            ("wait", ".o_printer_my_rounds:not(:has(.o_printer_sending))"),
        ),
    )


SHOTS = [
    *(replace(page, lang=lang) for page in _PAGES for lang in ("en_US", "zh_CN")),
    _my_rounds("en_US", ".o_printer_round_begin", 2, "FU10601620600161"),
    _my_rounds("zh_CN", ".o_printer_round .progress", 4, "RI20305016900216"),
]
