"""Choosing a loaner: what can stand in, the best first."""

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Command

from ..exceptions import LoanError
from ..models.base.rights import check_role
from ..models.loan.helpdesk_ticket import WHO_LENDS

USUAL_DAYS = 7
MOST_OFFERED = 20


class LoanLend(models.TransientModel):
    """Offer the free devices of the pool for a request (REQUIREMENTS V4)."""

    _name = "printer.loan.lend"
    _description = "Lend a device"

    ticket_id = fields.Many2one("helpdesk.ticket", required=True)
    visit_id = fields.Many2one("printer.visit")
    replaces_id = fields.Many2one(related="ticket_id.equipment_id", string="Stands in for")
    due_on = fields.Date(
        string="Due back",
        required=True,
        default=lambda self: fields.Date.context_today(self) + timedelta(days=USUAL_DAYS),
    )
    line_ids = fields.One2many("printer.loan.lend.line", "lend_id", string="Can stand in")

    @api.model
    def default_get(self, fields):  # pylint: disable=redefined-outer-name; Odoo's own name
        """The suggestions; due back when the customer's own device is, or after a week."""
        values = super().default_get(fields)
        ticket = self.env["helpdesk.ticket"].browse(values.get("ticket_id") or ()).exists()
        if not ticket:
            return values
        ticket.check_access("read")
        # a stay may be a colleague's
        stays_sudo = ticket.sudo().visit_ids.custody_ids
        held = stays_sudo.filtered(lambda stay: stay.state not in ("returned", "refused") and stay.due_on)
        values["due_on"] = max([values["due_on"], *held.mapped("due_on")])
        values["line_ids"] = [
            Command.create(
                {
                    "equipment_id": offer["device"].id,
                    "reasons": offer["reasons"],
                    "lacks": offer["lacks"],
                }
            )
            for offer in ticket._suggest_loaners()[:MOST_OFFERED]
        ]
        return values


class LoanLendLine(models.TransientModel):
    _name = "printer.loan.lend.line"
    _description = "Loaner that is offered"

    lend_id = fields.Many2one("printer.loan.lend", required=True, ondelete="cascade")
    equipment_id = fields.Many2one("maintenance.equipment", string="Loaner", required=True)
    serial_no = fields.Char(related="equipment_id.serial_no", related_sudo=True)
    place = fields.Char(related="equipment_id.location_id.display_name", string="Lies in", related_sudo=True)
    reasons = fields.Char(string="In its favour")
    lacks = fields.Char(string="Lacks")

    def action_choose(self):
        """Lend this one; it is reserved in stock and laid out on the visit."""
        self.ensure_one()
        check_role(self.env, *WHO_LENDS)
        lend = self.lend_id
        if lend.visit_id and lend.visit_id.ticket_id != lend.ticket_id:
            raise LoanError(self.env._("The visit belongs to another request."))
        loan = self.env["printer.loan"]._lend(
            lend.ticket_id, self.equipment_id, lend.due_on, lend.visit_id or self._visit_ahead()
        )
        return loan._open_form()

    def _visit_ahead(self):
        """The next visit of the request, which can take the loaner along."""
        visits = self.lend_id.ticket_id.visit_ids
        return visits.filtered(
            lambda visit: visit.state in ("planned", "confirmed") and visit.kind == "on_site"
        )[:1]
