"""The trail of corrected facts: a list that only grows."""

from odoo import api, fields, models

from ...exceptions import AppendOnlyError

FACTS = [
    ("reported_at", "Reported at"),
    ("confirmed_at", "Confirmed at"),
    ("responded_at", "Responded at"),
    ("answered_at", "Answered at"),
    ("arrived_at", "On site at"),
    ("solved_at", "Solved at"),
    ("severity_since", "Severity found at"),
    ("major_told_at", "Told to the operations management at"),
]


class FactCorrection(models.Model):
    """One fact of one request that was stamped wrongly, what is true instead, and why (DESIGN "The clock").

    Written by :meth:`helpdesk.ticket._correct_fact` only; nobody changes or deletes a line.
    """

    _name = "printer.fact.correction"
    _inherit = "printer.guard.mixin"
    _description = "Correction of a fact"
    _order = "at desc, id desc"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Request", required=True, ondelete="restrict", index=True
    )
    fact = fields.Selection(FACTS, string="What happened", required=True)
    old_value = fields.Datetime(string="Recorded")
    new_value = fields.Datetime(string="Corrected to", help="Empty: it never happened.")
    reason = fields.Char(required=True)
    user_id = fields.Many2one("res.users", string="Corrected by", required=True, ondelete="restrict")
    at = fields.Datetime(string="Corrected at", required=True)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | set(self._fields)

    @api.model_create_multi
    def create(self, vals_list):
        if not self._is_through_door():
            raise AppendOnlyError(
                self.env._("Corrections are recorded by the system. Correct the time on the request.")
            )
        return super().create(vals_list)

    def write(self, vals):  # pylint: disable=method-required-super; nothing is ever written
        raise AppendOnlyError(self.env._("A correction on record cannot be changed; correct once more."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise AppendOnlyError(self.env._("A correction on record cannot be deleted."))
