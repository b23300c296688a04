"""The signed protocol of a visit (REQUIREMENTS V3)."""

from odoo import api, fields, models


class Visit(models.Model):
    _name = "printer.visit"
    _inherit = ["printer.visit", "printer.signed.paper"]

    _paper_form = "visit_protocol"
    _paper_cron = "printer_maintenance_reports.cron_visit_protocol"
    _paper_mail = "printer_maintenance_reports.mail_template_visit_protocol"

    protocol_ids = fields.Many2many(relation="printer_visit_protocol_rel", string="Signed protocol")

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"protocol_ids", "protocol_due_at"}

    def _after_signature(self):
        super()._after_signature()
        self._paper_is_due()

    def _paper_zone(self):
        return self.contact_id.tz or self.liaison_id.tz or self.company_id.partner_id.tz
