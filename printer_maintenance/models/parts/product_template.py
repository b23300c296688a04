"""A spare part or consumable: what it is, what it fits, how long it lasts (REQUIREMENTS P4)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

ORIGINS = [
    ("original", "Original of the device's maker"),
    ("authorised", "Authorised by the device's maker"),
    ("compatible", "Not original (desktop computers only)"),
]


class ProductTemplate(models.Model):
    _inherit = "product.template"

    is_printer_part = fields.Boolean(
        string="Spare part",
        # the catalogue of parts among all that is bought and sold
        index="btree_not_null",
        help="Used on jobs: a spare part or a consumable.",
    )
    part_kind = fields.Selection(
        [("spare", "Spare part"), ("wearing", "Wearing part"), ("consumable", "Consumable")],
        string="Kind of part",
        default="spare",
    )
    part_origin = fields.Selection(
        ORIGINS,
        string="Original or not",
        default="original",
        help="Only desktop computers may get parts that are neither original nor authorised: disk, memory, drives.",
    )
    is_major_part = fields.Boolean(
        string="Major part",
        help="The customer approves it before it is replaced, even where it costs them nothing.",
    )
    needs_certificate = fields.Boolean(
        string="Needs the maker's certificate", default=True, help="A lot without it is not used on a job."
    )
    needs_ccc = fields.Boolean(
        string="Compulsory certification (3C)", help="A lot without the 3C certificate is not used on a job."
    )
    wear_pages = fields.Integer(
        string="Lasts (pages)", help="Pages after which it is exchanged; 0: not by pages."
    )
    wear_months = fields.Integer(
        string="Lasts (months)", help="Months after which it is exchanged; 0: not by age."
    )
    part_warranty_months = fields.Integer(
        string="Warranty (months)",
        default=3,
        help="Fails it again within this time, it is replaced free of charge and claimed from the vendor.",
    )
    part_exclusion_id = fields.Many2one(
        "printer.scope.exclusion",
        string="Outside the scope as",
        ondelete="restrict",
        index="btree_not_null",
        help="Agreements that leave this out do not cover the part, for example a laptop's battery.",
    )
    part_check_method = fields.Text(
        string="How to check it", translate=True, help="On receipt and at the periodic checks of stock."
    )
    part_fit_ids = fields.One2many("printer.part.fit", "product_tmpl_id", string="Fits", copy=True)
    fitting_device_count = fields.Integer(
        string="Devices it fits", compute="_compute_fitting_device_count", help="Devices in use that it fits."
    )

    _wear = models.Constraint(
        "CHECK(wear_pages >= 0 AND wear_months >= 0 AND part_warranty_months >= 0)",
        "How long a part lasts, and its warranty, cannot be negative.",
    )

    @api.depends("is_printer_part")
    def _compute_invoice_policy(self):
        """Parts are invoiced by what was really used, whatever was quoted (REQUIREMENTS P1)."""
        parts = self.filtered("is_printer_part")
        parts.invoice_policy = "delivery"
        return super(ProductTemplate, self - parts)._compute_invoice_policy()

    @api.depends("part_fit_ids.fit_key")
    def _compute_fitting_device_count(self):
        """One count per template; lists do not show it."""
        Device = self.env["maintenance.equipment"]
        for template in self:
            keys = template.part_fit_ids.mapped("fit_key")
            template.fitting_device_count = (
                Device.search_count(self._devices_of_keys(keys) & Domain("condition", "!=", "retired"))
                if keys
                else 0
            )

    @api.model
    def _devices_of_keys(self, keys: list[str]) -> Domain:
        """The devices that parts with these keys fit."""
        types = [key.removeprefix("type:") for key in keys if key.startswith("type:")]
        models_ = [key for key in keys if not key.startswith("type:")]
        return Domain("model_key", "in", models_) | Domain("device_type", "in", types)

    @api.constrains("part_origin", "is_printer_part", "part_fit_ids")
    def _check_origin(self):
        """Let only desktop computers get parts that are not original (REQUIREMENTS A2, P4)."""
        for template in self.filtered(lambda t: t.is_printer_part and t.part_origin == "compatible"):
            fits = template.part_fit_ids
            if not fits or any(fit._device_types() - {"desktop"} for fit in fits):
                raise ValidationError(
                    self.env._(
                        "“%(part)s” is not original: only desktop computers may get such parts. Say which desktop "
                        "computers it fits, or give its origin as original or authorised.",
                        part=template.display_name,
                    )
                )

    def action_view_fitting_devices(self):
        """Open the devices that this part fits."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_equipment")
        action["domain"] = list(self._devices_of_keys(self.part_fit_ids.mapped("fit_key")))
        action["context"] = {"create": False}
        return action
