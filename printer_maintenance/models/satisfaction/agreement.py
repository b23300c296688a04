from odoo import fields, models


class Agreement(models.Model):
    _inherit = "printer.agreement"

    survey_id = fields.Many2one(
        "survey.survey",
        string="Questionnaire after jobs",
        help="Goes to the contact when a request is closed as solved.",
    )
