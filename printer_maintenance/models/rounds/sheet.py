"""A sheet as the telephone shows it, and what can be done with it from there."""

from odoo import models

from ...exceptions import DayError


class InspectionSheet(models.Model):
    _inherit = "printer.inspection.sheet"

    def _round_data(self) -> list[dict]:
        """These sheets as plain data, with a fixed number of queries."""
        # the device's data and the answers are those of the inspector's own sheet
        return [
            {
                "id": sheet_sudo.id,
                "sequence": sheet_sudo.sequence,
                "state": sheet_sudo.state,
                "verdict": sheet_sudo.verdict or "",
                "device": {
                    "name": sheet_sudo.equipment_id.name or "",
                    "serial": sheet_sudo.equipment_id.serial_no or "",
                    "tag": sheet_sudo.equipment_id.asset_tag or "",
                    "type": sheet_sudo.equipment_id.device_type or "",
                    "is_tagged_out": sheet_sudo.equipment_id.is_tagged_out,
                },
                "department": sheet_sudo.department_id.name or "",
                "place": sheet_sudo.place or "",
                "list": f"{sheet_sudo.checklist_id.id}-{sheet_sudo.checklist_version}",
                "is_scanned": bool(sheet_sudo.scanned_at),
                "no_scan_reason": sheet_sudo.no_scan_reason or "",
                "left_out_reason": sheet_sudo.left_out_reason or "",
                "left_out_note": sheet_sudo.left_out_note or "",
                "supervisor_remark": sheet_sudo.supervisor_remark or "",
                "values": sheet_sudo._typed_values(),
                "answers": {
                    str(check.item_id.id): {
                        "value": check._plain(),
                        "note": check.note or "",
                        "is_abnormal": check.is_abnormal,
                    }
                    for check in sheet_sudo.check_ids
                },
                "photos": self._photo_counts(sheet_sudo),
                "findings": [
                    {
                        "id": finding.id,
                        "item_id": finding.item_id.id,
                        "point": finding.name,
                        "found": finding.found_text or "",
                        "state": finding.state,
                        "state_label": finding._state_label(finding.state),
                        "is_critical": finding.is_critical,
                        "done": finding.done_text or finding.words or "",
                        "ticket": finding.ticket_id.number or "",
                    }
                    for finding in sheet_sudo.finding_ids
                    if finding.state != "withdrawn"
                ],
            }
            for sheet_sudo in self.sudo()
        ]

    @staticmethod
    def _photo_counts(sheet_sudo) -> dict[str, int]:
        """Photos by point; those of the whole device under 0."""
        counts: dict[str, int] = {}
        for photo in sheet_sudo.photo_ids:
            key = str(photo.item_id.id or 0)
            counts[key] = counts.get(key, 0) + 1
        return counts

    def _round_deeds(self) -> dict:
        """What can be done with a sheet from the telephone, by name."""
        return {
            "scan": lambda sheet, args: sheet.scan_label(args.get("code")),
            "no_scan": lambda sheet, args: sheet.say_why_not_scanned(args.get("reason")),
            "write": lambda sheet, args: sheet.write_remarks(args.get("values") or {}, args.get("base")),
            "answer": lambda sheet, args: sheet.answer_points(args.get("values") or {}, args.get("base")),
            "all_in_order": lambda sheet, args: sheet.answer_all_in_order(),
            "photo": self._deed_photo,
            "finish": lambda sheet, args: sheet.finish(),
            "leave_out": lambda sheet, args: sheet.leave_out(args.get("reason"), args.get("note") or ""),
            "take_up": lambda sheet, args: sheet.take_up_again(),
            "settle": self._deed_settle,
            "settle_anew": lambda sheet, args: sheet._deed_finding(args).settle_anew(),
        }

    def _deed_finding(self, args: dict):
        """The finding of this sheet that is meant; never one of another sheet."""
        finding = self.finding_ids.filtered(
            lambda f: f.id == args.get("id") or (not args.get("id") and f.item_id.id == args.get("item_id"))
        )
        if not finding:
            raise DayError(self.env._("This finding is no longer on the sheet. Load the round again."))
        return finding

    @staticmethod
    def _deed_settle(sheet, args: dict) -> None:
        sheet._deed_finding(args).settle(args.get("how"), args.get("text") or "")

    @staticmethod
    def _deed_photo(sheet, args: dict) -> None:
        sheet.add_point_photo(args.get("item_id") or False, args.get("data"), args.get("uid"))


class ChecklistItem(models.Model):
    _inherit = "printer.checklist.item"

    def _round_data(self) -> list[dict]:
        """These points as plain data, in the reader's language."""
        senses = dict(self._fields["sense"]._description_selection(self.env))
        principles = dict(self._fields["principle"]._description_selection(self.env))
        return [
            {
                "id": point.id,
                "name": point.name,
                "kind": point.answer_kind,
                "sense": senses.get(point.sense, ""),
                "principle": principles.get(point.principle, ""),
                "method": point.method or "",
                "has_picture": bool(point.picture),
                "is_critical": point.is_critical,
                "required": point.required,
                "wants_photo": point.wants_photo or point.answer_kind == "photo",
                "measure": point.measure or "",
                "minimum": point.minimum if point.is_limited else None,
                "maximum": point.maximum if point.is_limited else None,
                "lowest": point.lowest if point.is_bounded else None,
                "highest": point.highest if point.is_bounded else None,
                "options": [
                    {"id": option.id, "name": option.name, "is_abnormal": option.is_abnormal}
                    for option in point.option_ids
                ],
            }
            # whether there is a picture, not the picture itself
            for point in self.with_context(bin_size=True)
        ]
