"""How a device enters service: taken over in use, or new and accepted first."""

from collections import Counter
from datetime import date

from odoo import api, fields, models

from ...exceptions import GuardedFieldError, NotAcceptedError
from ..base.rights import check_role
from .acceptance import WHO_CHECKS

# a device that was never accepted cannot be in these states
IN_USE = ("in_service", "faulty", "lent")


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    entry_kind = fields.Selection(
        [("taken_over", "Taken over in use"), ("new", "Newly bought")],
        string="How it came",
        default="taken_over",
        required=True,
        copy=False,
        groups="base.group_user",
        help="A newly bought device is stored until it has passed the goods check and the function test.",
    )
    acceptance_ids = fields.One2many(
        "printer.equipment.acceptance", "equipment_id", string="Acceptances", groups="base.group_user"
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Put newly bought devices into store until they are accepted (REQUIREMENTS E3)."""
        devices = super().create(vals_list)
        devices.sudo().filtered(
            lambda device: device.entry_kind == "new" and device.condition != "stored"
        )._through_door().write({"condition": "stored"})
        return devices

    def write(self, vals):
        """Keep how a device came, and new devices out of use until they are accepted."""
        if "entry_kind" in vals and not self._is_through_door():
            raise GuardedFieldError(
                self.env._("How a device came is said when it is entered; it cannot be changed later.")
            )
        if vals.get("condition") in IN_USE and not vals.get("accepted_on"):
            self._check_accepted()
        return super().write(vals)

    @api.model
    def _find_double_serials(self, serials: list[str]) -> set[str]:
        """Those of some new devices' serial numbers that are given twice, or to a device that is there already.

        A number is given once in the whole register: archived devices and those of other customers count too.
        """
        known = self.sudo().with_context(active_test=False).search([("serial_no", "in", serials)])
        return set(known.mapped("serial_no")) | {
            serial for serial, times in Counter(serials).items() if times > 1
        }

    def _check_accepted(self) -> None:
        """Raise for a newly bought device without a passed acceptance.

        :raises NotAcceptedError: naming the device
        """
        for device in self.sudo():
            if device.entry_kind == "new" and not device.accepted_on:
                raise NotAcceptedError(
                    self.env._(
                        "%(device)s is new and has not been accepted yet. Do the goods check and the function test"
                        " first (button “Goods check” on the device).",
                        device=device.display_name,
                    )
                )

    def _accept(self, on_date: date, origin, witness: str) -> None:
        """Let an accepted device enter service (REQUIREMENTS E3).

        :param on_date: the day of the acceptance
        :param origin: the ``printer.equipment.acceptance``
        :param witness: name of the customer's person who was present
        """
        self.ensure_one()
        # engineers accept devices; they have no right to edit them
        device = self.sudo()
        values = {"accepted_on": on_date}
        if not device.in_service_date or (device.entry_kind == "new" and not device.accepted_on):
            values["in_service_date"] = on_date
        device._through_door().write(values)
        self._log_event("accepted", f"{origin.name}, {witness}", origin=origin)
        if device.condition == "stored":
            self._set_condition("in_service")
            self._follow_faults()

    def action_goods_check(self):
        """Open the device's running acceptance, or begin one."""
        self.ensure_one()
        check_role(self.env, *WHO_CHECKS)
        self.check_access("read")
        Acceptance = self.env["printer.equipment.acceptance"]
        running = Acceptance.search([("equipment_id", "=", self.id), ("state", "=", "draft")], limit=1)
        acceptance = running or Acceptance.create({"equipment_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Goods check"),
            "res_model": "printer.equipment.acceptance",
            "res_id": acceptance.id,
            "view_mode": "form",
        }
