"""A device's parts: what fits it, and what was put into it."""

from odoo import api, fields, models
from odoo.fields import Domain

from ...rules.part_fit import model_key, type_key


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    # the devices that a part fits
    model_key = fields.Char(compute="_compute_model_key", store=True, index="btree_not_null")
    fitting_ids = fields.One2many(
        "printer.part.fitting", "equipment_id", string="Parts fitted", groups="base.group_user"
    )

    @api.depends("brand", "model")
    def _compute_model_key(self):
        for device in self:
            device.model_key = model_key(device.brand, device.model) or False

    def _fit_keys(self) -> list[str]:
        """The keys of the parts that fit these devices: by model, and by type."""
        keys = {key for device in self for key in (device.model_key, type_key(device.device_type)) if key}
        return sorted(keys)

    def _fitting_parts_domain(self) -> Domain:
        """The parts that fit one of these devices, as a domain on ``product.template``."""
        return Domain("is_printer_part", "=", True) & Domain("part_fit_ids.fit_key", "in", self._fit_keys())
