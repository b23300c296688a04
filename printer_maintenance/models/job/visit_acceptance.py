"""Installation jobs receive the device: acceptance and visit belong together (REQUIREMENTS E3)."""

from odoo import api, fields, models

from ...exceptions import VisitError


class Acceptance(models.Model):
    _inherit = "printer.equipment.acceptance"

    visit_id = fields.Many2one(
        "printer.visit",
        string="Visit",
        readonly=True,
        copy=False,
        # the acceptances of a visit
        index="btree_not_null",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"visit_id"}


class Visit(models.Model):
    _inherit = "printer.visit"

    acceptance_ids = fields.One2many(
        "printer.equipment.acceptance",
        "visit_id",
        string="Acceptances",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    acceptance_state = fields.Selection(
        [("none", "Not begun"), ("draft", "Being checked"), ("passed", "Passed"), ("failed", "Failed")],
        string="Acceptance",
        compute="_compute_acceptance_state",
        groups="base.group_user",
    )

    @api.depends("acceptance_ids.state")
    def _compute_acceptance_state(self):
        for visit in self:
            visit.acceptance_state = visit.acceptance_ids.sorted("id")[-1:].state or "none"

    def action_acceptance(self):
        """Open the device's acceptance, or begin it, as part of this visit."""
        self.ensure_one()
        self._check_is_mine()
        if not self.is_at_work or self.kind == "remote" or not self.equipment_id:
            raise VisitError(self.env._("%(visit)s: a device is accepted on site.", visit=self.name))
        Acceptance = self.env["printer.equipment.acceptance"]
        last = self.acceptance_ids.sorted("id")[-1:]
        if last.state == "passed":
            return {
                "type": "ir.actions.act_window",
                "res_model": Acceptance._name,
                "res_id": last.id,
                "views": [(False, "form")],
            }
        action = (
            last.action_test_again() if last.state == "failed" else self.equipment_id.action_goods_check()
        )
        Acceptance.browse(action["res_id"])._through_door().write({"visit_id": self.id})
        return action

    def _missing_before_signature(self):
        missing = super()._missing_before_signature()
        # who asks may act on the visit; acceptances are the device's
        if (
            self.service_kind == "installation"
            and self.equipment_id
            and self.sudo().acceptance_state != "passed"
        ):
            missing.append(self.env._("Passed acceptance of the device"))
        return missing
