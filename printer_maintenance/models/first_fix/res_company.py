from odoo import fields, models

# figures of a period stay open so long; see measures.py
MOST_DAYS = 90


class ResCompany(models.Model):
    _inherit = "res.company"

    printer_repeat_days = fields.Integer(
        string="A repair has to hold (days)",
        default=30,
        help="The same fault on the same device within so many days is a repeat: the first visit did not mend it. "
        "A change counts for what is solved from then on.",
    )

    _printer_repeat_days = models.Constraint(
        f"CHECK (printer_repeat_days BETWEEN 1 AND {MOST_DAYS})",
        "A repair has to hold for 1 to 90 days.",
    )
