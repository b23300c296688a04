"""What engineers decide for themselves."""

from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    visit_position_consent = fields.Boolean(
        string="Keep my position when I arrive",
        help="Only if you agree, the place that your telephone tells is kept with the arrival of a visit. "
        "You can take this back at any time; what was kept before stays with its visit.",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "visit_position_consent"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "visit_position_consent"]
