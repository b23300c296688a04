"""《设备日常点检表》: one round with all its devices on one sheet (REQUIREMENTS F, I1, I8)."""

from odoo.tools.translate import LazyTranslate

from ..frame import CHECK, DATETIME, INTEGER, Column, Form, Pair, Pairs, Table, register
from .getters import handling, names_of_findings, result, signatures

_lt = LazyTranslate(__name__)

DAILY_CHECK = register(
    Form(
        name="daily_check",
        title=_lt("Daily equipment check sheet"),
        model="printer.inspection.round",
        subtitle="unit_id.name",
        orientation="landscape",
        blocks=(
            Pairs(
                columns=3,
                pairs=(
                    Pair(_lt("Kind of inspection"), "kind"),
                    Pair(_lt("Day"), "date"),
                    Pair(_lt("Department"), "department_id.name"),
                    Pair(_lt("Devices"), "sheet_count", kind=INTEGER),
                    Pair(_lt("Abnormal"), "abnormal_count", kind=INTEGER),
                    Pair(_lt("Not inspected"), "left_out_count", kind=INTEGER),
                    Pair(_lt("Started at"), "started_at"),
                    Pair(_lt("Handed in at"), "handed_in_at"),
                    Pair(_lt("Why it is late"), "late_reason"),
                ),
            ),
            Table(
                title=_lt("Devices"),
                rows=lambda record: record.sheet_ids.sorted("sequence"),
                min_rows=12,
                columns=(
                    Column(_lt("Device"), "equipment_id.name", 12),
                    Column(_lt("Serial number"), "equipment_id.serial_no", 11),
                    Column(_lt("Department"), "department_id.name", 6),
                    Column(_lt("Place"), "place", 7),
                    Column(_lt("Label"), lambda sheet: bool(sheet.scanned_at), 3, CHECK),
                    Column(_lt("What the user says"), "operator_remark", 7),
                    Column(_lt("Result"), result, 6, align="center"),
                    Column(_lt("What was wrong"), names_of_findings, 10),
                    Column(_lt("What became of it"), handling, 9),
                    Column(_lt("Inspected at"), "done_at", 8, DATETIME),
                ),
            ),
            signatures(lambda record: record),
        ),
    )
)
