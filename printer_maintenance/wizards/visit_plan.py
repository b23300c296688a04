"""Who is sent, before the contact is called."""

from odoo import api, fields, models
from odoo.tools import format_list

from ..exceptions import VisitError
from ..models.base.rights import check_role
from ..models.visit.helpdesk_ticket import WHO_PLANS
from ..models.visit.visit_plan import PLANNED_MINUTES


class VisitPlan(models.TransientModel):
    """Plan a visit, or send a backup engineer (REQUIREMENTS S9)."""

    _name = "printer.visit.plan"
    _description = "Plan a visit"

    ticket_id = fields.Many2one("helpdesk.ticket", string="Request", required=True)
    backup_of_id = fields.Many2one("printer.visit", string="Backs up")
    allowed_engineer_ids = fields.Many2many("res.users", compute="_compute_allowed_engineer_ids")
    engineer_id = fields.Many2one(
        "res.users",
        string="Engineer",
        required=True,
        domain="[('id', 'in', allowed_engineer_ids)]",
    )
    further_engineer_ids = fields.Many2many(
        "res.users", string="Further engineers", domain="[('id', 'in', allowed_engineer_ids)]"
    )
    start = fields.Datetime(string="Planned for")
    minutes = fields.Integer(string="Planned minutes", default=PLANNED_MINUTES, required=True)
    warning = fields.Text(string="To consider", compute="_compute_warning")

    @api.depends("ticket_id")
    def _compute_allowed_engineer_ids(self):
        for wizard in self:
            wizard.allowed_engineer_ids = wizard.ticket_id._allowed_engineers()

    @api.depends("engineer_id", "further_engineer_ids", "start", "minutes")
    def _compute_warning(self):
        """Say what stands against it before it is made."""
        for wizard in self:
            people = wizard.engineer_id | wizard.further_engineer_ids
            clashes = wizard._find_clashes(people) if people and wizard.start else self.env["printer.visit"]
            wizard.warning = False
            if clashes:
                wizard.warning = self.env._(
                    "In these hours there is work already: %(visits)s.",
                    visits=format_list(self.env, [clash._as_line() for clash in clashes]),
                )

    def _find_clashes(self, people):
        end = fields.Datetime.add(self.start, minutes=max(self.minutes, 1))
        return self.env["printer.visit"]._clashes(people.ids, self.start, end)

    def action_plan(self):
        """Send them."""
        self.ensure_one()
        check_role(self.env, *WHO_PLANS)
        if self.backup_of_id and self.backup_of_id.engineer_id == self.engineer_id:
            raise VisitError(
                self.env._("%(name)s was sent first. A backup is somebody else.", name=self.engineer_id.name)
            )
        if self.backup_of_id:
            visit = self.backup_of_id._send_backup(self.engineer_id, self.start, self.minutes)
            visit.engineer_ids = self.further_engineer_ids
        else:
            visit = self.env["printer.visit"]._plan(
                self.ticket_id, self.engineer_id, self.start, self.minutes, self.further_engineer_ids
            )
        return visit._open_form()
