"""A device that fails for safety is tagged out, and comes back only by a passed retest (PEERS 8)."""

from odoo import models
from odoo.fields import Domain
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
        for sheet in passed:
            if other := sheet._failed_beside():
                # the tag stays, for what is retested next
                sheet.equipment_id._through_door().tag_out_sheet_id = other
                passed -= sheet
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

    def _failed_beside(self):
        """Another sheet on which the device failed while it was tagged out, and whose point it has not passed since."""
        device, failed = self.equipment_id, self.equipment_id.tag_out_sheet_id
        since = min(
            failed.finding_ids.filtered("is_critical").mapped("create_date"), default=failed.create_date
        )
        findings = self.env["printer.inspection.finding"].search(
            [
                ("equipment_id", "=", device.id),
                ("is_critical", "=", True),
                ("create_date", ">=", since),
                ("sheet_id", "not in", (self | failed).ids),
            ],
            order="create_date DESC, id DESC",
        )
        # a handful at most: each is a failure of one device while it was not to be used
        return next((found.sheet_id for found in findings if not found._is_passed_since()), self.browse())

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


class InspectionFinding(models.Model):
    _inherit = "printer.inspection.finding"

    def _is_passed_since(self) -> bool:
        """Whether the same point, in whatever version, was in order on a later sheet."""
        passed = (
            Domain("equipment_id", "=", self.equipment_id.id)
            & Domain("point_id", "=", (self.item_id.root_id or self.item_id).id)
            & Domain("sheet_id", "!=", self.sheet_id.id)
            & Domain("sheet_id.state", "=", "done")
            & Domain("answered_at", ">=", self.found_at)
            & Domain("is_abnormal", "=", False)
            & Domain("choice", "!=", "na")
        )
        return bool(self.env["printer.inspection.check"].search_count(passed, limit=1))
