"""What an upgrade changes in the device."""

from odoo import api, fields, models

from ...exceptions import VisitError

# field of the visit, field of the device
UPGRADES = {"new_memory_gb": "memory_gb", "new_disk": "disk", "new_graphics": "graphics", "new_cpu": "cpu"}


class Visit(models.Model):
    _inherit = "printer.visit"

    new_memory_gb = fields.Float(string="New memory (GB)", digits=(8, 1), copy=False, aggregator=False)
    new_disk = fields.Char(string="New disk", copy=False)
    new_graphics = fields.Char(string="New graphics card", copy=False)
    new_cpu = fields.Char(string="New processor", copy=False)
    new_peripheral = fields.Char(string="New peripheral device", copy=False)
    upgrade_registered_at = fields.Datetime(string="Upgrade in the register since", readonly=True, copy=False)

    @api.model
    def _get_guarded_fields(self):
        return super()._get_guarded_fields() | {"upgrade_registered_at"}

    def write(self, vals):
        if {*UPGRADES, "new_peripheral"}.intersection(vals) and not self.env.su:
            self._check_is_mine()
            if not all(visit.is_at_work for visit in self):
                raise VisitError(self.env._("What was upgraded is noted while the work goes on."))
        return super().write(vals)

    def _missing_before_signature(self):
        missing = super()._missing_before_signature()
        if self.service_kind == "upgrade" and not any(self[name] for name in (*UPGRADES, "new_peripheral")):
            missing.append(self.env._("What was upgraded"))
        return missing

    def _after_closing(self):
        result = super()._after_closing()
        # engineers and contacts who sign have no right to edit devices
        for visit_sudo in self.sudo():
            visit_sudo._register_upgrade()
        return result

    def _register_upgrade(self) -> None:
        """Write what was built in to the device, with before and after to its history, once."""
        device = self.equipment_id
        new = {ours: theirs for ours, theirs in UPGRADES.items() if self[ours]}
        if self.upgrade_registered_at or not device or not (new or self.new_peripheral):
            return
        details = [f"{device[theirs] or '–'} → {self[ours]}" for ours, theirs in new.items()]
        values = {theirs: self[ours] for ours, theirs in new.items()}
        if self.new_peripheral:
            details.append(self.new_peripheral)
            values["configuration"] = "\n".join(filter(None, [device.configuration, self.new_peripheral]))
        device._through_door().write(values)
        device._log_event("upgraded", f"{self.name} {'; '.join(details)}", self)
        self._through_door().upgrade_registered_at = fields.Datetime.now()
