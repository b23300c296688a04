"""Visits that bring a loaner: it is packed like anything else that is taken along (REQUIREMENTS V9)."""

from odoo import fields, models
from odoo.tools import format_list


class VisitPreparation(models.Model):
    _inherit = "printer.visit.preparation"

    loan_id = fields.Many2one("printer.loan", ondelete="cascade", index="btree_not_null")

    def _thing_key(self):
        return ("loan", self.loan_id.id) if self.loan_id else super()._thing_key()


class Visit(models.Model):
    _inherit = "printer.visit"

    loan_ids = fields.One2many("printer.loan", "visit_id", string="Loaners brought", readonly=True)
    lent_ids = fields.One2many(
        related="ticket_id.loan_ids", string="Loaners of the request", groups="base.group_user"
    )

    def action_lend(self):
        """Open the dialog that offers loaners, for this visit."""
        self.ensure_one()
        self._check_is_mine()
        return self._open_dialog(
            "printer.loan.lend",
            self.env._("Lend a device"),
            ticket_id=self.ticket_id.id,
            visit_id=self.id,
        )

    def action_view_loans(self):
        """Open the loaners of this visit's request."""
        self.ensure_one()
        loans = self.ticket_id.loan_ids
        if len(loans) == 1:
            return loans._open_form()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_loan")
        return {**action, "domain": [("id", "in", loans.ids)], "context": {}}

    def _wanted_things(self, items):
        things = super()._wanted_things(items)
        # loaners are laid out whoever plans
        for loan in self.sudo().loan_ids.filtered(lambda loan: loan.state == "reserved"):
            things[("loan", loan.id)] = {
                "loan_id": loan.id,
                "kind": "part",
                "name": " ".join(filter(None, [loan.equipment_id.name, loan.equipment_id.serial_no])),
                "quantity": 1,
                "required": True,
            }
        return things

    def _end_unfinished(self, reason, note, start=False, engineer=None):
        """What was not handed over goes along on the visit that follows."""
        following = super()._end_unfinished(reason, note, start, engineer)
        # loans are the server's to write
        waiting_sudo = self.sudo().loan_ids.filtered(lambda loan: loan.state == "reserved")
        if following and waiting_sudo:
            waiting_sudo._through_door().visit_id = following
            following._lay_out_preparation()
        return following

    def _missing_before_signature(self):
        """What was promised and lies in the car is handed over, or given up."""
        missing = super()._missing_before_signature()
        waiting = self.sudo().loan_ids.filtered(lambda loan: loan.state == "reserved")
        if waiting:
            missing.append(
                self.env._(
                    "the loaner that is still reserved (%(loans)s)",
                    loans=format_list(self.env, waiting.mapped("name")),
                )
            )
        return missing
