"""《设备巡检记录表》: one device on one round, point by point (REQUIREMENTS F, I3, I4, I8)."""

from odoo.tools.translate import LazyTranslate

from ..frame import CHECK, DATETIME, Column, Form, Pair, Pairs, Table, Text, register
from .getters import handling_of, result, signatures

_lt = LazyTranslate(__name__)


def _limits(check) -> str:
    item = check.item_id
    return f"{item.minimum:g} – {item.maximum:g} {item.measure or ''}".strip() if item.is_limited else ""


def _points(sheet):
    """The answers in the order of the checklist."""
    return sheet.check_ids.sorted(lambda check: (check.item_id.sequence, check.item_id.id))


INSPECTION_RECORD = register(
    Form(
        name="inspection_record",
        title=_lt("Equipment inspection record"),
        model="printer.inspection.sheet",
        reference="round_id.display_name",
        blocks=(
            Pairs(
                pairs=(
                    Pair(_lt("Customer unit"), "unit_id"),
                    Pair(_lt("Department"), "department_id.name"),
                    Pair(_lt("Device"), "equipment_id.name"),
                    Pair(_lt("Place"), "place"),
                    Pair(_lt("Serial number"), "equipment_id.serial_no"),
                    Pair(_lt("Asset number"), "equipment_id.asset_tag"),
                    Pair(_lt("Kind of inspection"), "round_id.kind"),
                    Pair(
                        _lt("Checklist"),
                        lambda sheet: (
                            f"{sheet.checklist_id.name} ({sheet.checklist_version})" if sheet else ""
                        ),
                    ),
                    Pair(_lt("Label scanned at"), "scanned_at"),
                    Pair(_lt("Label not scanned because"), "no_scan_reason"),
                    Pair(_lt("Inspected at"), "done_at"),
                    Pair(_lt("Result"), result),
                ),
            ),
            Text(_lt("What the user says"), "operator_remark", lines=1),
            Table(
                title=_lt("Points"),
                rows=_points,
                min_rows=8,
                columns=(
                    Column(_lt("Point"), "item_id.name", 18),
                    Column(_lt("Method"), "item_id.sense", 5, align="center"),
                    Column(_lt("Limits"), _limits, 9),
                    Column(_lt("Found"), "answer_text", 10),
                    Column(_lt("Abnormal"), "is_abnormal", 4, CHECK),
                    Column(_lt("Remark"), "note", 9),
                    Column(_lt("By"), "answered_by_id", 6),
                    Column(_lt("At"), "answered_at", 9, DATETIME),
                ),
            ),
            Table(
                title=_lt("What was wrong"),
                rows=lambda sheet: sheet.finding_ids.filtered(lambda finding: finding.state != "withdrawn"),
                min_rows=2,
                columns=(
                    Column(_lt("Point"), "name", 16),
                    Column(_lt("Found"), "found_text", 16),
                    Column(_lt("What became of it"), handling_of, 20),
                    Column(_lt("Closed at"), "closed_at", 9, DATETIME),
                ),
            ),
            Text(_lt("User's opinion on function and performance"), "opinion", lines=1),
            Text(_lt("Supervisor's remark"), "supervisor_remark", lines=1),
            signatures(lambda sheet: sheet.round_id),
        ),
    )
)
