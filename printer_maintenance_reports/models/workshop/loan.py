"""The receipt of a loaner, and of its return (REQUIREMENTS V4)."""

from odoo import models


class Loan(models.Model):
    _name = "printer.loan"
    _inherit = ["printer.loan", "printer.signed.paper"]

    _paper_form = "loan_receipt"
    _paper_cron = "printer_maintenance_reports.cron_loan_receipt"
    _paper_mail = "printer_maintenance_reports.mail_template_loan_receipt"

    def _after_signature(self, purpose):
        super()._after_signature(purpose)
        self._paper_is_due()
