"""What the device's screens show beside its own fields."""

from odoo import api, fields, models

EXPIRES_SOON_DAYS = 90
PART_KINDS = ("part_in", "part_out")
WARRANTY_STATES = [
    ("none", "Warranty not known"),
    ("valid", "Under warranty"),
    ("expiring", "Warranty ends soon"),
    ("expired", "Warranty expired"),
]


class Equipment(models.Model):
    _inherit = "maintenance.equipment"

    ticket_count = fields.Integer(
        string="Request count", compute="_compute_ticket_count", groups="base.group_user"
    )
    warranty_state = fields.Selection(WARRANTY_STATES, string="Warranty", compute="_compute_warranty_state")
    last_inspected_at = fields.Datetime(
        string="Last inspected",
        readonly=True,
        copy=False,
        help="When an inspection last looked at the device.",
    )
    # devices that no inspection has seen for long
    _last_inspected_idx = models.Index("(last_inspected_at)")
    # engineers have no right on the warehouse; what was fitted stands in the history, too
    part_event_ids = fields.One2many(
        "printer.equipment.event",
        "equipment_id",
        string="Parts used",
        domain=[("kind", "in", PART_KINDS)],
        readonly=True,
    )
    inspection_event_ids = fields.One2many(
        "printer.equipment.event",
        "equipment_id",
        string="Inspections",
        domain=[("kind", "=", "inspected")],
        readonly=True,
    )
    preventive_ids = fields.One2many(
        "maintenance.request",
        "equipment_id",
        string="Preventive maintenance",
        domain=[("maintenance_type", "=", "preventive")],
        groups="base.group_user",
    )
    agreement_id = fields.Many2one(
        "printer.agreement",
        string="Agreement today",
        compute="_compute_agreement_id",
        compute_sudo=True,
        groups="base.group_user",
        help="The running agreement that covers the device today.",
    )
    agreement_end = fields.Date(
        string="Agreement ends on",
        compute="_compute_agreement_id",
        compute_sudo=True,
        groups="base.group_user",
    )
    agreement_manager_id = fields.Many2one(
        "res.users",
        string="Project manager",
        compute="_compute_agreement_id",
        compute_sudo=True,
        groups="base.group_user",
    )

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"last_inspected_at"}

    def _compute_ticket_count(self):
        counts = dict(
            self.env["helpdesk.ticket"]._read_group(
                [("equipment_id", "in", self.ids)], ["equipment_id"], ["__count"]
            )
        )
        for device in self:
            device.ticket_count = counts.get(device, 0)

    @api.depends("warranty_date")
    @api.depends_context("tz")
    def _compute_warranty_state(self):
        today = fields.Date.context_today(self)
        for device in self:
            if not device.warranty_date:
                device.warranty_state = "none"
            elif device.warranty_date < today:
                device.warranty_state = "expired"
            elif (device.warranty_date - today).days <= EXPIRES_SOON_DAYS:
                device.warranty_state = "expiring"
            else:
                device.warranty_state = "valid"

    @api.depends("unit_id")
    def _compute_agreement_id(self):
        covering = self.env["printer.agreement"]._covering(self, fields.Date.context_today(self))
        for device in self:
            agreement = covering.get(device.id) or self.env["printer.agreement"]
            device.agreement_id = agreement
            device.agreement_end = agreement.date_end
            device.agreement_manager_id = agreement.manager_id

    @api.model
    def _follow_inspections(self, lines) -> None:
        """Keep the day on which each device was last inspected, for a batch of new lines of history.

        :param lines: new ``printer.equipment.event`` records of the kind “inspected”
        """
        newest = {}
        for line in lines.sorted("date"):
            newest[line.equipment_id] = line.date
        by_date = {}
        for device, date in newest.items():
            if not device.last_inspected_at or device.last_inspected_at < date:
                by_date.setdefault(date, device.browse())
                by_date[date] |= device
        for date, devices in by_date.items():
            # an inspector records what was seen without the right to edit the device
            devices.sudo()._through_door().last_inspected_at = date

    def action_view_tickets(self):
        """Open the requests about this device."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_ticket")
        action["domain"] = [("equipment_id", "=", self.id)]
        action["context"] = {"default_equipment_id": self.id}
        return action

    def action_report_fault(self):
        """Open a new request with this device filled in."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "helpdesk.ticket",
            "view_mode": "form",
            "context": {"default_equipment_id": self.id},
        }

    def action_enter_counters(self):
        """Open the dialog for what stands on the device's counters."""
        self.ensure_one()
        return {
            "name": self.env._("Enter counters"),
            "type": "ir.actions.act_window",
            "res_model": "printer.meter.enter",
            "view_mode": "form",
            "target": "new",
            "context": {"default_equipment_id": self.id},
        }

    def action_view_readings(self):
        """Open the device's counter readings."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("printer_maintenance.action_meter_reading")
        action["domain"] = [("equipment_id", "=", self.id)]
        action["context"] = {}
        return action

    def action_view_usage(self):
        """Open the device's pages by month as a graph."""
        action = self.action_view_readings()
        action["context"] = {"search_default_accepted": 1}
        action["views"] = [(False, mode) for mode in ("graph", "pivot", "list", "form")]
        return action
