from odoo import fields, models


class SurveyUserInput(models.Model):
    _inherit = "survey.user_input"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", string="Service request", readonly=True, index="btree_not_null"
    )

    def _mark_done(self):
        """Put the answer on the device's history (REQUIREMENTS Q1, E4)."""
        result = super()._mark_done()
        for answer in self.sudo().filtered("ticket_id"):
            answer.ticket_id.equipment_id._log_event(
                "rated", f"{answer.ticket_id.number} {answer.scoring_percentage:g} %", answer.ticket_id
            )
        return result
