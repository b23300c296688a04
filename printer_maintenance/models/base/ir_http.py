from odoo import models


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _get_translation_frontend_modules_name(cls):
        """Let portal pages find this addon's translations, and through them those of helpdesk_mgmt's scripts."""
        return [*super()._get_translation_frontend_modules_name(), "printer_maintenance"]
