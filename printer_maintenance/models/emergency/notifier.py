from odoo import api, models


class Notifier(models.AbstractModel):
    _inherit = "printer.notifier"

    @api.model
    def _link(self, records) -> str:
        """Several emergencies are seen in their list."""
        if records._name == "printer.emergency" and len(records) > 1:
            return f"{records[:1].get_base_url()}/odoo/printer-emergencies"
        return super()._link(records)
