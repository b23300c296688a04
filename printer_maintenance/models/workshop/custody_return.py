"""Giving a device back: what came with it is ticked off, and the contact signs (REQUIREMENTS V4)."""

from odoo import api, fields, models
from odoo.tools import format_list

from ...exceptions import CustodyError


class Custody(models.Model):
    _inherit = "printer.custody"

    return_visit_id = fields.Many2one(
        "printer.visit",
        string="Brought back on visit",
        readonly=True,
        ondelete="set null",
        # what a visit has to bring back
        index="btree_not_null",
    )
    condition_returned = fields.Text(string="Condition when given back", readonly=True)
    missing_note = fields.Text(string="What is missing", readonly=True)
    returned_by = fields.Char(string="Received back by", readonly=True)
    returned_at = fields.Datetime(string="Given back at", readonly=True)
    return_signature = fields.Image(
        string="Signature for the return", max_width=1024, max_height=1024, readonly=True
    )
    awaits_return = fields.Boolean(compute="_compute_awaits_return")

    @api.depends("state", "condition_returned")
    def _compute_awaits_return(self):
        for stay in self:
            stay.awaits_return = stay.state == "ready" and bool(stay.condition_returned)

    def _prepare_return(self, condition: str, returned_ids: list[int], missing_note: str = "") -> None:
        """Write what the contact will sign for on the return.

        :param condition: what the device looks like as it comes back
        :param returned_ids: the accessories that are there
        :param missing_note: what became of the others
        :raises CustodyError: naming the accessories that are missing without a word
        """
        self.ensure_one()
        self._check_may_act()
        if not (condition or "").strip():
            raise CustodyError(self.env._("Please write what condition the device is in."))
        self._lock_handover()
        if self.state != "ready":
            raise CustodyError(
                self.env._("%(stay)s: say first that the device is ready to go back.", stay=self.name)
            )
        missing = self.accessory_ids.filtered(lambda line: line.id not in returned_ids)
        if missing and not (missing_note or "").strip():
            raise CustodyError(
                self.env._(
                    "Not ticked off: %(names)s. Please write what became of it.",
                    names=format_list(self.env, missing.mapped("name")),
                )
            )
        # the record is the system's to write; the role was checked
        stay_sudo = self.sudo()._through_door()
        for line in stay_sudo.accessory_ids:
            line.is_returned = line.id in returned_ids
        stay_sudo.write(
            {
                "condition_returned": condition.strip(),
                "missing_note": missing and missing_note.strip(),
            }
        )

    def _return(self, name: str, signature: str) -> None:
        """The contact has the device back.

        :param name: the name that the contact gave
        :param signature: PNG or JPEG, base64
        """
        self.ensure_one()
        self._step(
            "returned",
            returned_by=name,
            returned_at=fields.Datetime.now(),
            return_signature=signature,
        )
        device_sudo = self.equipment_id.sudo()  # see _take
        if device_sudo.condition == "workshop":
            back = self.condition_before
            device_sudo._set_condition(back if back in ("faulty", "stored") else "in_service")
        device_sudo._log_event("from_workshop", f"{self.name} {self.condition_returned}", self)
        self._trail(self.env._("Back with the customer"))

    def action_return(self):
        """Open the dialog that prepares the return."""
        return self._open_act("return", self.env._("Give back"))
