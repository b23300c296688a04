"""One point of a checklist."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

ANSWER_KINDS = [
    ("tick", "Tick"),
    ("text", "Text"),
    ("choice", "OK, not OK or not applicable"),
    ("number", "Reading"),
    ("option", "One of several"),
    ("photo", "Photo"),
]
SUPPLY_KINDS = [("tool", "Tool"), ("medium", "Medium"), ("part", "Part")]


class ChecklistItem(models.Model):
    """What is asked, how it is answered and how it is checked; whoever answers keeps a copy of the wording."""

    _name = "printer.checklist.item"
    _description = "Point of a checklist"
    _order = "checklist_id, sequence, id"

    checklist_id = fields.Many2one("printer.checklist", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Point", required=True, translate=True)
    method = fields.Text(string="How it is done", translate=True)
    answer_kind = fields.Selection(ANSWER_KINDS, string="Kind of answer", required=True, default="tick")
    is_limited = fields.Boolean(
        string="Has limits", help="A number outside the limits is abnormal by itself."
    )
    minimum = fields.Float(string="Lower limit")
    maximum = fields.Float(string="Upper limit")
    measure = fields.Char(string="Unit of measure", translate=True)
    required = fields.Boolean(default=True)
    wants_photo = fields.Boolean(string="With photo")
    supply_kind = fields.Selection(
        SUPPLY_KINDS, string="What it is", help="On lists before leaving: tool, medium or part."
    )
    product_id = fields.Many2one(
        "product.product",
        string="Product",
        ondelete="restrict",
        # asked when a product is to be deleted
        index="btree_not_null",
    )
    quantity = fields.Float(default=1.0)
    active = fields.Boolean(default=True)

    @api.constrains("is_limited", "minimum", "maximum")
    def _check_limits(self):
        for item in self:
            if item.is_limited and item.minimum > item.maximum:
                raise ValidationError(
                    self.env._("“%(item)s”: the lower limit is above the upper one.", item=item.name)
                )
