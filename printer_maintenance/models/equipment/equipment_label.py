"""What stands on a device's label: a short number for people, an unguessable token in the code."""

import re
import secrets

from odoo import api, fields, models
from odoo.fields import Domain

# 128 bits: nobody finds a device's page by trying
TOKEN_BYTES = 16
_TOKEN_IN_URL = re.compile(r"/device/([A-Za-z0-9_-]{20,64})(?:[/?#]|$)")
_LABEL_CODE = re.compile(r"^[DdＤ]\s*0*(\d{1,9})$")


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    label_code = fields.Char(
        string="Label number",
        compute="_compute_label_code",
        search="_search_label_code",
        help="Short number on the device's label, to be told on the telephone.",
    )
    label_token = fields.Char(
        copy=False,
        readonly=True,
        groups="printer_maintenance.group_admin",
        help="Part of the address in the label's code. A new one makes old labels void.",
    )

    # the page behind a label's code
    _label_token_unique = models.UniqueIndex("(label_token) WHERE label_token IS NOT NULL")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"label_token"}

    def _compute_label_code(self):
        for device in self:
            device.label_code = f"D{device.id:06d}" if isinstance(device.id, int) else False

    def _search_label_code(self, operator, value):
        if operator not in ("in", "=", "ilike", "like"):
            return NotImplemented
        texts = [value] if isinstance(value, str) else value
        numbers = [int(match[1]) for text in texts if (match := _LABEL_CODE.match(str(text).strip()))]
        return Domain("id", "in", [number for number in numbers if number < 2**31])

    def _get_label_tokens(self) -> dict[int, str]:
        """Per device the token of its label; devices that have none yet get one."""
        # whoever may print labels need not be allowed to read or write tokens
        for device in self.sudo().filtered(lambda d: not d.label_token):
            device._through_door().label_token = secrets.token_urlsafe(TOKEN_BYTES)
        return {device.id: device.label_token for device in self.sudo()}

    @api.model
    def _find_by_code(self, code: str):
        """The devices that a scanned or typed code stands for, among those that the user may see.

        :param code: a label's address or token, its short number, a serial or an asset number
        :return: ``maintenance.equipment``; empty when nothing fits, several when a number is not unique
        """
        code = (code or "").strip()
        if not code:
            return self.browse()
        token = match[1] if (match := _TOKEN_IN_URL.search(code)) else code
        # the token itself is not readable; that the user may see the device is checked right after
        by_token_sudo = self.sudo().search([("label_token", "=", token)])
        found = by_token_sudo.sudo(False)._filtered_access("read")
        for name in ("label_code", "serial_no", "asset_tag"):
            found = found or self.search([(name, "=", code)])
        return found
