"""The named team of an agreement: who has which role, and who stands in."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

# the roles of REQUIREMENTS R that a named person fills, and the group that the person must have
ROLES = [
    ("manager", "Project manager"),
    ("agent", "Customer-service agent"),
    ("dispatcher", "Dispatcher"),
    ("engineer", "Service engineer"),
    ("second_line", "Second-line engineer"),
    ("leader", "Inspection group leader"),
    ("supervisor", "Equipment supervisor"),
    ("director", "Service director"),
    ("management", "Management"),
]
GROUP_OF_ROLE = {
    "manager": "printer_maintenance.group_project_manager",
    "agent": "printer_maintenance.group_agent",
    "dispatcher": "printer_maintenance.group_dispatcher",
    "engineer": "printer_maintenance.group_engineer",
    "second_line": "printer_maintenance.group_second_line",
    "leader": "printer_maintenance.group_engineer",
    "supervisor": "printer_maintenance.group_equipment_supervisor",
    "director": "printer_maintenance.group_service_director",
    "management": "base.group_user",
}


class AgreementMember(models.Model):
    """One person of an agreement's team (REQUIREMENTS A1, S9)."""

    _name = "printer.agreement.member"
    _inherit = "printer.agreement.part"
    _description = "Team member of an agreement"
    _order = "agreement_id, role, is_backup, sequence, id"

    agreement_id = fields.Many2one(
        "printer.agreement", required=True, ondelete="cascade", index=True, string="Agreement"
    )
    sequence = fields.Integer(default=10)
    role = fields.Selection(ROLES, required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        # whose agreements: a person's work, and who may see what
        index=True,
        domain=[("share", "=", False)],
    )
    phone = fields.Char(related="user_id.phone")
    is_backup = fields.Boolean(string="Backup", help="Stands in when the first in this role cannot come.")

    _once = models.Constraint(
        "UNIQUE(agreement_id, role, user_id)", "A person stands in a team once for each role."
    )

    @api.constrains("role", "user_id")
    def _check_has_the_role(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for member in self:
            if not member.sudo().user_id.has_group(GROUP_OF_ROLE[member.role]):
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot be “%(role)s” of %(agreement)s: give them that role in their "
                        "user settings first, or they will not see the work.",
                        person=member.user_id.name,
                        role=roles[member.role],
                        agreement=member.agreement_id.display_name,
                    )
                )
