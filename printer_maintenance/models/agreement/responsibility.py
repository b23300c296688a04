"""The responsibility matrix: for each activity which role answers for it and which takes part."""

from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .agreement_member import ROLES

PARTS = [("responsible", "△"), ("takes_part", "√")]
# a column of the matrix for each role
COLUMN_OF_ROLE = {role: f"{role}_part" for role, _label in ROLES}


class Who(NamedTuple):
    """Whom an activity concerns: ``res.users`` who answer for it, and who take part, the first to ask first."""

    responsible: models.Model
    takes_part: models.Model


class Responsibility(models.Model):
    """One activity of the service and the part of each role in it (REQUIREMENTS R, responsibility matrix).

    △ is responsible, √ takes part. A row for one agreement takes the place of the general one.
    """

    _name = "printer.responsibility"
    _description = "Responsibility for an activity"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(string="Activity", required=True, translate=True)
    code = fields.Char(
        required=True,
        # one query finds the rows of an activity, general and of agreements
        index=True,
        help="How the system knows this activity, whatever it is called.",
    )
    area = fields.Selection(
        [
            ("upkeep", "Watching and upkeep"),
            ("response", "Duty and repair"),
            ("change", "Changes and upgrades"),
            ("assessment", "Assessment"),
            ("reporting", "Reports"),
        ],
        required=True,
    )
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Only for",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: for every agreement that has no row of its own.",
    )
    manager_part = fields.Selection(PARTS, string="Project manager")
    engineer_part = fields.Selection(PARTS, string="Service engineer")
    second_line_part = fields.Selection(PARTS, string="Second-line engineer")
    agent_part = fields.Selection(PARTS, string="Customer-service agent")
    dispatcher_part = fields.Selection(PARTS, string="Dispatcher")
    leader_part = fields.Selection(PARTS, string="Inspection group leader")
    supervisor_part = fields.Selection(PARTS, string="Equipment supervisor")
    director_part = fields.Selection(PARTS, string="Service director")
    management_part = fields.Selection(PARTS, string="Management")

    _one_general_row = models.UniqueIndex(
        "(code) WHERE agreement_id IS NULL", "There is a general row for this activity already."
    )
    _one_row_an_agreement = models.UniqueIndex(
        "(agreement_id, code) WHERE agreement_id IS NOT NULL",
        "There is a row for this activity and agreement already.",
    )

    @api.constrains(*COLUMN_OF_ROLE.values())
    def _check_somebody_is_responsible(self):
        for row in self:
            if not row._roles("responsible"):
                raise ValidationError(
                    self.env._("“%(activity)s”: one role must be responsible (△).", activity=row.name)
                )

    def _roles(self, part: str) -> list[str]:
        """The roles that have this part in the activity."""
        return [role for role, column in COLUMN_OF_ROLE.items() if self[column] == part]

    @api.model
    def _who(self, code: str, agreements) -> dict[int, Who]:
        """Who is responsible for an activity, and who takes part, for each agreement.

        Somebody who is responsible is not named a second time as taking part. Backups come last.

        :param code: the activity's code, for example ``"device_repair"``
        :param agreements: ``printer.agreement`` records
        :return: per agreement id; nobody where no row or no team member fits
        """
        # whoever reports a fault cannot read the matrix, yet it decides who is told
        matrix_sudo = self.sudo().search(
            [("code", "=", code), ("agreement_id", "in", [False, *agreements.ids])]
        )
        rows = {row.agreement_id.id: row for row in matrix_sudo}
        nobody = self.env["res.users"].sudo()
        found = {}
        for agreement in agreements.sudo():
            row = rows.get(agreement.id) or rows.get(False) or matrix_sudo.browse()
            people = {
                part: nobody.union(*[agreement._team(role) for role in row._roles(part)] or [nobody])
                for part, _sign in PARTS
            }
            found[agreement.id] = Who(people["responsible"], people["takes_part"] - people["responsible"])
        return found

    def action_copy_for_agreement(self):
        """Open an empty row for one agreement, filled in like this general one."""
        self.ensure_one()
        values = {f"default_{name}": self[name] for name in ("name", "code", "area", "sequence")}
        values.update({f"default_{column}": self[column] for column in COLUMN_OF_ROLE.values()})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
            "context": values,
        }
