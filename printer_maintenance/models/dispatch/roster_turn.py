"""One person of a pattern, in their place in the turn."""

from odoo import api, fields, models

from .roster_shift import check_persons_have_role


class RosterTurn(models.Model):
    """A person who takes their turn in a pattern, with the number to call them at while on duty."""

    _name = "printer.roster.turn"
    _description = "Person in a pattern's turn"
    _order = "pattern_id, sequence, id"

    pattern_id = fields.Many2one(
        # the people of a pattern
        "printer.roster.pattern",
        required=True,
        ondelete="cascade",
        index=True,
    )
    company_id = fields.Many2one(related="pattern_id.roster_id.company_id")
    sequence = fields.Integer(default=10)
    user_id = fields.Many2one(
        "res.users", string="Person", required=True, domain=[("share", "=", False)], ondelete="restrict"
    )
    duty_phone = fields.Char(string="Duty telephone", help="Empty for the person's own number.")
    role = fields.Selection(related="pattern_id.role")

    @api.constrains("user_id", "pattern_id")
    def _check_has_the_role(self):
        check_persons_have_role(self)
