"""The acceptance: goods check and function test before a device enters service."""

from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Command

from ...exceptions import AcceptanceIncompleteError, PrinterError
from ..base.rights import check_role
from .numbered import changes_content, give_numbers

WHO_CHECKS = ("engineer", "equipment_supervisor")


class Acceptance(models.Model):
    """One acceptance of one device (REQUIREMENTS E3, 设备验收); what fails is accepted in a new one later."""

    _name = "printer.equipment.acceptance"
    _description = "Acceptance of a device"
    _inherit = ["mail.thread", "mail.activity.mixin", "printer.state.mixin"]
    _order = "id desc"

    _transitions: ClassVar = {"draft": ("passed", "failed"), "passed": (), "failed": ()}

    name = fields.Char(string="Number", default="/", readonly=True, copy=False)
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="Device",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    unit_id = fields.Many2one(related="equipment_id.unit_id", store=True, index="btree_not_null")
    customer_id = fields.Many2one(related="equipment_id.customer_id", store=True, index="btree_not_null")
    company_id = fields.Many2one(related="equipment_id.company_id", store=True)
    serial_no = fields.Char(related="equipment_id.serial_no")
    state = fields.Selection(
        [("draft", "Being checked"), ("passed", "Passed"), ("failed", "Failed")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    date = fields.Date(default=fields.Date.context_today, required=True, copy=False)
    order_reference = fields.Char(string="Order or delivery note")
    witness_name = fields.Char(
        string="Witnessed by", copy=False, help="Who from the customer was present at the check."
    )
    user_id = fields.Many2one("res.users", string="Checked by", readonly=True, copy=False)
    finished_at = fields.Datetime(string="Finished at", readonly=True, copy=False)
    remark = fields.Text(string="Remarks", copy=False)
    previous_id = fields.Many2one(
        "printer.equipment.acceptance", string="Repeats", readonly=True, copy=False, index="btree_not_null"
    )
    line_ids = fields.One2many("printer.equipment.acceptance.line", "acceptance_id", string="Checklist")
    goods_line_ids = fields.One2many(
        "printer.equipment.acceptance.line",
        "acceptance_id",
        string="Goods check",
        domain=[("part", "=", "goods")],
    )
    function_line_ids = fields.One2many(
        "printer.equipment.acceptance.line",
        "acceptance_id",
        string="Function test",
        domain=[("part", "=", "function")],
    )
    open_count = fields.Integer(string="Still open", compute="_compute_counts")
    bad_count = fields.Integer(string="Not in order", compute="_compute_counts")

    # two people who receive the same device at once work on one sheet
    _one_open = models.UniqueIndex(
        "(equipment_id) WHERE state = 'draft'",
        "This device is already being checked; go on in that acceptance.",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"name", "user_id", "finished_at", "previous_id"}

    @api.model_create_multi
    def create(self, vals_list):
        """Number the acceptances and lay out the checklist of each device's type."""
        acceptances = super().create(vals_list)
        give_numbers(acceptances)
        acceptances._check_not_retired()
        acceptances._lay_out_checklist()
        return acceptances

    def _check_not_retired(self) -> None:
        for acceptance in self:
            if acceptance.equipment_id.condition == "retired":
                raise PrinterError(
                    self.env._(
                        "%(device)s is retired; bring it back before it is checked.",
                        device=acceptance.equipment_id.display_name,
                    )
                )

    def _lay_out_checklist(self) -> None:
        Item = self.env["printer.acceptance.item"]
        items = {kind: Item._for_type(kind) for kind in set(self.equipment_id.mapped("device_type"))}
        # points are laid out by the system, people answer them
        self.env["printer.equipment.acceptance.line"].sudo()._through_door().create(
            [
                {"acceptance_id": acceptance.id, "item_id": item.id}
                for acceptance in self
                for item in items[acceptance.equipment_id.device_type]
            ]
        )

    def write(self, vals):
        """Keep finished acceptances as they were signed off, and a begun one with its device."""
        if "equipment_id" in vals and any(a.equipment_id.id != vals["equipment_id"] for a in self):
            raise PrinterError(
                self.env._("The device of an acceptance cannot be changed; begin one for the right device.")
            )
        late = not self._is_through_door() and any(acceptance.state != "draft" for acceptance in self)
        if late and changes_content(vals):
            raise PrinterError(self.env._("A finished acceptance can no longer be changed."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_draft(self):
        if any(acceptance.state != "draft" for acceptance in self):
            raise PrinterError(self.env._("A finished acceptance cannot be deleted."))

    @api.depends("line_ids.result")
    def _compute_counts(self):
        for acceptance in self:
            results = acceptance.line_ids.mapped("result")
            acceptance.open_count = sum(not result for result in results)
            acceptance.bad_count = results.count("not_ok")

    def action_pass(self):
        """Accept the device: from now on it is in service (REQUIREMENTS E3)."""
        check_role(self.env, *WHO_CHECKS)
        self._check_not_retired()
        for acceptance in self:
            acceptance._check_complete()
        self._set_state("passed", user_id=self.env.uid, finished_at=fields.Datetime.now())
        for acceptance in self:
            acceptance.equipment_id._accept(acceptance.date, acceptance, acceptance.witness_name)

    def _check_complete(self) -> None:
        """See that the device may be accepted.

        :raises AcceptanceIncompleteError: saying what is missing or not in order
        """
        bad = self.line_ids.filtered(lambda line: line.result == "not_ok")
        if self.open_count or not self.line_ids:
            problem = self.env._("points not answered yet: %(count)d.", count=self.open_count)
        elif bad:
            problem = self.env._(
                "“%(item)s” is not in order. Only “Failed” is possible.", item=bad[0].item_id.name
            )
        elif not any(line.part == "function" and line.result == "ok" for line in self.line_ids):
            problem = self.env._("the function test has not been done.")
        elif not (self.witness_name or "").strip():
            problem = self.env._("enter who from the customer was present.")
        else:
            return
        raise AcceptanceIncompleteError(
            self.env._("%(acceptance)s: %(problem)s", acceptance=self.display_name, problem=problem)
        )

    def action_fail(self):
        """Refuse the device: it stays out of service until a new acceptance is passed."""
        check_role(self.env, *WHO_CHECKS)
        for acceptance in self:
            if not acceptance.bad_count:
                raise AcceptanceIncompleteError(
                    self.env._(
                        "%(acceptance)s: mark what is not in order before you refuse the device.",
                        acceptance=acceptance.display_name,
                    )
                )
        self._set_state("failed", user_id=self.env.uid, finished_at=fields.Datetime.now())

    def action_test_again(self):
        """Begin a new acceptance of a device that failed."""
        self.ensure_one()
        check_role(self.env, *WHO_CHECKS)
        if self.state != "failed":
            raise PrinterError(self.env._("Only a failed acceptance is repeated."))
        action = self.equipment_id.action_goods_check()
        again = self.browse(action["res_id"])
        if again.id != self.id and not again.previous_id:
            again._through_door().write({"previous_id": self.id, "order_reference": self.order_reference})
        return action

    def action_all_ok(self):
        """Answer every point that is still open with “OK”."""
        self.ensure_one()
        self.write(
            {
                "line_ids": [
                    Command.update(line.id, {"result": "ok"}) for line in self.line_ids if not line.result
                ]
            }
        )
