"""Counters that are read on a round become readings of the device (REQUIREMENTS E7)."""

from odoo import models

from ..equipment.equipment_meter import ReadingLine


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    def _take_counters(self) -> None:
        """Take the page counters of these sheets over, in one batch; what cannot be believed is questioned."""
        lines = []
        for sheet in self:
            read = {
                check.item_id.counter: round(check.number)
                for check in sheet.check_ids
                if check.item_id.counter and check.number
            }
            if read:
                lines.append(
                    ReadingLine(sheet.equipment_id, read.get("mono"), read.get("color"), sheet.done_at)
                )
        for record, of_round in self.grouped("round_id").items():
            mine = [line for line in lines if line.device in of_round.equipment_id]
            if mine:
                self.env["maintenance.equipment"]._take_readings(mine, "inspection", record)
