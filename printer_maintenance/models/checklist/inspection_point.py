"""What a point of an inspection says beyond those of a job: how, by which principle, how dangerous (I3)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.inspection import Limits

# 听摸视嗅验
METHODS = [
    ("look", "Look"),
    ("listen", "Listen"),
    ("touch", "Touch"),
    ("smell", "Smell"),
    ("test", "Test"),
]
# 四无 and 六不漏
PRINCIPLES = [
    ("no_dust", "No dust"),
    ("no_debris", "No debris"),
    ("no_looseness", "Nothing loose"),
    ("no_oil", "No oil stains"),
    ("no_leak_air", "No leak of air"),
    ("no_leak_gas", "No leak of gas"),
    ("no_leak_ash", "No leak of ash or toner"),
    ("no_leak_electricity", "No leak of electricity"),
    ("no_leak_water", "No leak of water"),
    ("no_leak_oil", "No leak of oil"),
]
ASPECTS = [
    ("fastening", "Fastening and stability"),
    ("completeness", "Completeness"),
    ("settings", "Settings within range"),
    ("passages", "Passages free"),
    ("signals", "Automatic control and signals"),
    ("sealing", "Sealing"),
    ("temperature", "Temperature and smell"),
    ("noise", "Noise"),
    ("vibration", "Vibration"),
    ("corrosion", "Corrosion"),
    ("lubrication", "Lubrication"),
    ("electricity", "Electricity"),
    ("meter", "Meter at start and stop"),
    ("function", "Function"),
]
PICTURE_PIXELS = 1024
FOR_INSPECTIONS_ONLY = ("option", "photo")


class ChecklistItem(models.Model):
    _inherit = "printer.checklist.item"

    aspect = fields.Selection(ASPECTS, string="What is looked at")
    sense = fields.Selection(METHODS, string="Method", help="How it is found out: 听, 摸, 视, 嗅, 验.")
    principle = fields.Selection(PRINCIPLES, string="Principle", help="Of 四无 and 六不漏, if it is one.")
    is_critical = fields.Boolean(
        string="Safety-critical",
        help="A device that fails here is tagged out until it has passed a retest.",
    )
    picture = fields.Image(
        string="Guidance picture", max_width=PICTURE_PIXELS, max_height=PICTURE_PIXELS, copy=True
    )
    option_ids = fields.One2many("printer.checklist.option", "item_id", string="Possible answers", copy=True)
    is_bounded = fields.Boolean(
        string="Is checked for slips", help="A number that cannot be true is asked again."
    )
    counter = fields.Selection(
        [("mono", "Black-and-white pages"), ("color", "Colour pages")],
        string="Is the device's counter",
        help="The number becomes a reading of this counter when the round is accepted.",
    )
    lowest = fields.Float(string="Never below")
    highest = fields.Float(string="Never above")

    @api.constrains("is_bounded", "lowest", "highest", "is_limited", "minimum", "maximum")
    def _check_bounds(self):
        for item in self.filtered("is_bounded"):
            if item.lowest >= item.highest:
                raise ValidationError(
                    self.env._(
                        "“%(item)s”: what is never below must be less than never above.", item=item.name
                    )
                )
            if item.is_limited and not item.lowest <= item.minimum <= item.maximum <= item.highest:
                raise ValidationError(
                    self.env._("“%(item)s”: its limits lie outside what can be true.", item=item.name)
                )

    @api.constrains("answer_kind", "checklist_id")
    def _check_answer_kind(self):
        for item in self.filtered(lambda item: item.answer_kind in FOR_INSPECTIONS_ONLY):
            if item.checklist_id.purpose != "inspection":
                raise ValidationError(
                    self.env._("“%(item)s”: such an answer is possible on inspections only.", item=item.name)
                )

    def _limits(self) -> Limits:
        """What readings of this point may be."""
        return Limits(
            self.minimum if self.is_limited else None,
            self.maximum if self.is_limited else None,
            self.lowest if self.is_bounded else None,
            self.highest if self.is_bounded else None,
        )
