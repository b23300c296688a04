"""What inspections say of a device: tagged out or not, and how to come back."""

from odoo import api, fields, models

from ...exceptions import TaggedOutError
from ..base.locking import write_in_turn
from ..base.rights import check_role

WHO_RETESTS = ("engineer", "dispatcher", "equipment_supervisor")


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    is_tagged_out = fields.Boolean(
        string="Tagged out",
        readonly=True,
        copy=False,
        tracking=True,
        help="Failed a safety-critical point: not used until it has passed a retest.",
    )
    tag_out_sheet_id = fields.Many2one(
        "printer.inspection.sheet",
        string="Tagged out by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        groups="base.group_user",
    )
    inspection_sheet_ids = fields.One2many(
        "printer.inspection.sheet", "equipment_id", string="Inspections", groups="base.group_user"
    )

    # what must not be used: a handful among tens of thousands
    _tagged_out_idx = models.Index("(unit_id) WHERE is_tagged_out")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"is_tagged_out", "tag_out_sheet_id"}

    def _set_condition(self, target):
        """A device that is tagged out does not come back into use, whoever brings it: it is faulty."""
        held = self.filtered("is_tagged_out") if target == "in_service" else self.browse()
        super(Equipment, held.filtered(lambda device: device.condition != "faulty"))._set_condition("faulty")
        return super(Equipment, self - held)._set_condition(target)

    def _end_faults(self):
        return super(Equipment, self.sudo().filtered(lambda device: not device.is_tagged_out))._end_faults()

    def action_retest(self):
        """Begin a retest of a device that was tagged out: a round of its own, by two people.

        :raises TaggedOutError: for a device that is not tagged out
        """
        self.ensure_one()
        check_role(self.env, *WHO_RETESTS)
        self.check_access("read")
        if not self.is_tagged_out:
            raise TaggedOutError(self.env._("%(device)s is not tagged out.", device=self.display_name))
        screens = self.env["printer.screens.mixin"]
        return screens._open_dialog("printer.inspection.retest", self.env._("Retest"), equipment_id=self.id)

    def action_view_inspections(self):
        """Open the inspection sheets of this device."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_inspection_sheet")
        action["domain"] = [("equipment_id", "=", self.id)]
        action["context"] = {}
        return action

    def _make_retest(self, leader, second):
        """The round of a retest: the checklist that the device failed, in a version that asks what failed.

        :param leader: ``res.users``
        :param second: ``res.users``, somebody else
        :return: the ``printer.inspection.round``; the open one, when there is one already
        :raises TaggedOutError: when somebody else begins it at this very moment
        """
        self.ensure_one()
        device_sudo = self.sudo()  # who begins a retest does not write rounds by hand
        write_in_turn(device_sudo, TaggedOutError)
        failed = device_sudo.tag_out_sheet_id
        open_one = (
            self.env["printer.inspection.round"]
            .sudo()
            .search(
                [
                    ("is_retest", "=", True),
                    ("sheet_ids.equipment_id", "=", self.id),
                    ("state", "in", ("under_way", "returned", "handed_in")),
                ],
                limit=1,
            )
        )
        if open_one:
            return open_one.with_env(self.env)
        now = fields.Datetime.now()
        company = failed.round_id.company_id
        today = company._printer_day(now)
        round_sudo = (
            self.env["printer.inspection.round"]
            .sudo()
            ._through_door()
            .create(
                {
                    "is_retest": True,
                    "agreement_id": failed.round_id.agreement_id.id,
                    "kind": failed.round_id.kind,
                    "unit_id": device_sudo.unit_id.id,
                    "department_id": device_sudo.department_id.id,
                    "planned_on": today,
                    "date": today,
                    "start_at": now,
                    "leader_id": leader.id,
                    "second_id": second.id,
                    "has_own_people": True,
                }
            )
        )
        round_sudo._set_state("under_way", started_at=now)
        version = failed._version_for_retest()
        if version == failed.checklist_id.version:
            failed.checklist_id._use()
        round_sudo._lay_out(device_sudo, {device_sudo.category_id.id: failed.checklist_id}, version)
        return self.env["printer.inspection.round"].browse(round_sudo.id)
