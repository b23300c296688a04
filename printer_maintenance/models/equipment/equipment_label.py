"""What stands on a device's label: a short number for people, an unguessable token in the code."""

import re
import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

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
    label_printed_on = fields.Date(
        string="Label printed on",
        copy=False,
        readonly=True,
        groups="base.group_user",
        help="When a label was last printed for this device; empty while it has none that is valid.",
    )

    # the page behind a label's code
    _label_token_unique = models.UniqueIndex("(label_token) WHERE label_token IS NOT NULL")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"label_token", "label_printed_on"}

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
        """Per device the token of its label; devices that have none yet get one.

        Two queries and one update, whatever the number of devices.
        """
        # whoever may print labels need not be allowed to read or write tokens
        devices_sudo = self.sudo()
        devices_sudo.filtered(lambda device: not device.label_token)._give_label_tokens()
        return {device.id: device.label_token for device in devices_sudo}

    def _give_label_tokens(self) -> None:
        """A new token for each device, in one statement; what stood there before is void from now on."""
        if not self:
            return
        self.flush_recordset(["label_token"])
        self.env.cr.execute(
            SQL(
                """UPDATE maintenance_equipment AS device
                      SET label_token = given.token
                     FROM unnest(%s, %s) AS given (id, token)
                    WHERE device.id = given.id""",
                self.ids,
                [secrets.token_urlsafe(TOKEN_BYTES) for _device in self],
            )
        )
        self.invalidate_recordset(["label_token"], flush=False)

    def _get_label_addresses(self) -> dict[int, str]:
        """Per device the address in its label's code."""
        base = self.env["ir.config_parameter"].sudo().get_param("web.base.url", "").rstrip("/")
        return {device_id: f"{base}/device/{token}" for device_id, token in self._get_label_tokens().items()}

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

    # -- what a person does --------------------------------------------------------------------------------

    def action_print_labels(self):
        """Ask for paper and contents, then print labels for these devices."""
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_label_print")
        return {**action, "context": {"active_model": self._name, "active_ids": self.ids}}

    def action_open_label_page(self):
        """Open the page that people see who scan the label of this device."""
        self.ensure_one()
        if self.env.user.share:
            raise AccessError(self.env._("Only our own people may look up the address of a label."))
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/device/{self._get_label_tokens()[self.id]}?public=1",
            "target": "new",
        }

    def action_void_label(self):
        """Make the labels of these devices void: whoever scans an old one finds nothing (REQUIREMENTS E6).

        :raises AccessError: for everybody but equipment supervisors
        """
        self.check_access("write")
        if not self.env.user.has_group("printer_maintenance.group_equipment_supervisor"):
            raise AccessError(self.env._("Only the equipment supervisor may make labels void."))
        # tokens are for the server alone
        self.sudo()._give_label_tokens()
        self._through_door().write({"label_printed_on": False})
        self._log_event("label", {device.id: device.label_code for device in self})
        return True
