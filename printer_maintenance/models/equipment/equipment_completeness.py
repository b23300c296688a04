"""What an entry in the register still lacks."""

from odoo import api, fields, models
from odoo.tools import format_list

from ...rules import register_quality

_FACTS = tuple(
    name for need in register_quality.REQUIRED for name in (need if isinstance(need, tuple) else (need,))
)


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    register_gaps = fields.Char(
        string="Missing in the register",
        compute="_compute_register_gaps",
        groups="base.group_user",
        help="What an engineer or a part needs to know about this device and nobody has entered.",
    )

    @api.depends(*_FACTS, "condition")
    def _compute_register_gaps(self):
        for device in self:
            filled = {name for name in _FACTS if device[name]}
            gaps = [] if device.condition == "retired" else register_quality.missing_facts(filled)
            device.register_gaps = format_list(
                self.env, [self._fields[name]._description_string(self.env) for name in gaps]
            )
