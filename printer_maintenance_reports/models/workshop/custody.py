"""The receipt of a device that was taken along, and of its return (REQUIREMENTS V4)."""

from odoo import models


class Custody(models.Model):
    _name = "printer.custody"
    _inherit = ["printer.custody", "printer.signed.paper"]

    _paper_form = "custody_receipt"
    _paper_cron = "printer_maintenance_reports.cron_custody_receipt"
    _paper_mail = "printer_maintenance_reports.mail_template_custody_receipt"

    def _after_signature(self, purpose):
        super()._after_signature(purpose)
        self._paper_is_due()
