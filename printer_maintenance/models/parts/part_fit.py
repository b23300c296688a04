"""What a part fits."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...rules.part_fit import model_key, type_key


class PartFit(models.Model):
    """One model, or one type of device, that a part fits (REQUIREMENTS P4, A2)."""

    _name = "printer.part.fit"
    _description = "What a part fits"
    _order = "brand, model, id"

    product_tmpl_id = fields.Many2one(
        "product.template", string="Part", required=True, ondelete="cascade", index=True
    )
    example_id = fields.Many2one(
        "maintenance.equipment",
        string="Like this device",
        store=False,
        help="Pick any device of the model: brand and model are taken from it.",
    )
    brand = fields.Char()
    model = fields.Char()
    device_type = fields.Selection(
        selection="_selection_device_type",
        string="Every device of the type",
        help="For parts that go into any device of a type, for example memory.",
    )
    # which parts fit this model, among tens of thousands
    fit_key = fields.Char(compute="_compute_fit_key", store=True, index=True)
    device_count = fields.Integer(
        string="Devices", compute="_compute_device_count", help="Devices of the register that it fits."
    )

    _once = models.UniqueIndex("(product_tmpl_id, fit_key)", "The part already fits this model.")

    @api.model
    def _selection_device_type(self):
        return (
            self.env["maintenance.equipment.category"]._fields["device_type"]._description_selection(self.env)
        )

    @api.onchange("example_id")
    def _onchange_example_id(self):
        if self.example_id:
            self.brand, self.model, self.device_type = self.example_id.brand, self.example_id.model, False

    @api.depends("brand", "model", "device_type")
    def _compute_fit_key(self):
        for fit in self:
            fit.fit_key = model_key(fit.brand, fit.model) or type_key(fit.device_type)

    @api.depends("fit_key")
    def _compute_device_count(self):
        Device = self.env["maintenance.equipment"]
        keys = self.mapped("fit_key")
        by_model = dict(Device._read_group([("model_key", "in", keys)], ["model_key"], ["__count"]))
        types = [fit.device_type for fit in self if fit.device_type]
        by_type = dict(Device._read_group([("device_type", "in", types)], ["device_type"], ["__count"]))
        for fit in self:
            fit.device_count = by_model.get(fit.fit_key, 0) if fit.model else by_type.get(fit.device_type, 0)

    @api.constrains("fit_key")
    def _check_fits_something(self):
        for fit in self.filtered(lambda fit: not fit.fit_key):
            raise ValidationError(
                self.env._(
                    "“%(part)s”: each line of what it fits needs a model or a type of device.",
                    part=fit.product_tmpl_id.display_name,
                )
            )

    @api.constrains("fit_key", "product_tmpl_id")
    def _check_origin(self):
        self.product_tmpl_id._check_origin()

    def _device_types(self) -> set[str]:
        """Types of the devices that these lines are about, as far as the register knows them."""
        types = {fit.device_type for fit in self if not fit.model}
        keys = [fit.fit_key for fit in self if fit.model]
        # whoever keeps parts need not see every customer's devices
        found_sudo = (
            self.env["maintenance.equipment"]
            .sudo()
            ._read_group([("model_key", "in", keys), ("device_type", "!=", False)], ["device_type"])
        )
        return types | {device_type for (device_type,) in found_sudo}
