"""A device that fails for safety is tagged out, and comes back only by a passed retest (PEERS 8)."""

from odoo import models
from odoo.tools import format_list

from ..equipment.equipment_history import EventLine


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    def _tag_out(self) -> None:
        """Tag the device out for the critical points that failed."""
        self.ensure_one()
        failed = self.check_ids.filtered(lambda check: check.is_abnormal and check.item_id.is_critical)
        device = self.equipment_id
        names = format_list(self.env, failed.item_id.mapped("name"))
        if not device.is_tagged_out:
            # a failed retest leaves it to the check that it failed first
            device._through_door().write({"tag_out_sheet_id": self.id, "is_tagged_out": True})
        if device.condition == "in_service":
            device._set_condition("faulty")
        self.env["maintenance.equipment"]._log_events([EventLine(device, "tagged_out", names, self.round_id)])

    def _release_from_tag_out(self) -> None:
        """Bring devices back that passed every critical point of the check that they had failed."""
        passed = self.filtered(
            lambda sheet: (
                sheet.equipment_id.is_tagged_out
                and sheet.verdict != "unsafe"
                and sheet != sheet.equipment_id.tag_out_sheet_id
                and sheet._covers(sheet.equipment_id.tag_out_sheet_id)
            )
        )
        devices = passed.equipment_id
        devices._through_door().write({"tag_out_sheet_id": False, "is_tagged_out": False})
        self.env["maintenance.equipment"]._log_events(
            EventLine(sheet.equipment_id, "released", "", sheet.round_id) for sheet in passed
        )
        devices._end_faults()

    def _covers(self, failed) -> bool:
        """Whether this sheet answered each critical point that had failed, in whatever version."""
        fine = self.check_ids.filtered(lambda check: not check.is_abnormal and check.choice != "na")
        return failed._failed_points() <= fine.point_id

    def _failed_points(self):
        """The critical points that failed on this sheet, in their first version; correcting an answer is no test."""
        failed = self.finding_ids.filtered("is_critical").item_id
        return failed.mapped(lambda point: point.root_id or point)

    def _version_for_retest(self) -> int:
        """The present version of the list, where it still asks all that failed; else the one that was failed."""
        self.ensure_one()
        present = self.checklist_id.version
        asked = self.checklist_id._points(present).mapped(lambda point: point.root_id or point)
        return present if self._failed_points() <= asked else self.checklist_version
