"""Enter what stands on a device's counters."""

from odoo import api, fields, models
from odoo.tools import format_date

from ..exceptions import MeterReadingError


class MeterEnter(models.TransientModel):
    """A counter reading by hand, from the device or from a visit (REQUIREMENTS E7)."""

    _name = "printer.meter.enter"
    _description = "Enter counters"

    equipment_id = fields.Many2one("maintenance.equipment", string="Device", required=True)
    visit_id = fields.Many2one("printer.visit", string="Visit")
    date = fields.Datetime(string="Read at", required=True, default=fields.Datetime.now)
    meter_mono = fields.Integer(
        string="Black-and-white pages", compute="_compute_meters", store=True, readonly=False, precompute=True
    )
    meter_color = fields.Integer(
        string="Colour pages", compute="_compute_meters", store=True, readonly=False, precompute=True
    )
    has_color = fields.Boolean(string="Counts colour pages", compute="_compute_last")
    last_text = fields.Char(string="Last reading", compute="_compute_last")

    @api.depends("equipment_id")
    def _compute_meters(self):
        for wizard in self:
            wizard.meter_mono = wizard.equipment_id.meter_mono
            wizard.meter_color = wizard.equipment_id.meter_color

    @api.depends("equipment_id")
    def _compute_last(self):
        for wizard in self:
            device = wizard.equipment_id
            wizard.has_color = bool(device.is_color or device.meter_color or not device.last_counted_at)
            wizard.last_text = (
                f"{device.meter_mono:,} / {device.meter_color:,}  ({format_date(self.env, device.last_counted_at)})"
                if device.last_counted_at
                else False
            )

    def action_enter(self):
        """Take the reading; tell when it is questioned."""
        self.ensure_one()
        if self.visit_id:
            self.visit_id.check_access("read")
            self.visit_id._check_is_mine()
            if self.visit_id.equipment_id != self.equipment_id:
                raise MeterReadingError(
                    self.env._(
                        "%(visit)s is not about %(device)s.",
                        visit=self.visit_id.name,
                        device=self.equipment_id.display_name,
                    )
                )
        reading = self.equipment_id._enter_reading(
            self.meter_mono,
            self.meter_color,
            self.date,
            "visit" if self.visit_id else "manual",
            self.visit_id or None,
        )
        if reading.state == "accepted":
            return {"type": "ir.actions.act_window_close"}
        label = dict(reading._fields["question"]._description_selection(self.env))[reading.question]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "title": self.env._("The reading is questioned"),
                "message": self.env._(
                    "%(why)s. It is kept apart until the equipment supervisor or a dispatcher settles it; "
                    "the device's counters stay as they are.",
                    why=label,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
