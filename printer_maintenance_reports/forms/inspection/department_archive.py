"""The written archive of a department's half-yearly inspection (REQUIREMENTS F, I7, I8)."""

from odoo.tools.translate import LazyTranslate

from ..frame import DATE, INTEGER, PERCENT, Column, Form, Pair, Pairs, Signature, Signatures, Table, register
from .getters import handling, names_of_findings, result

_lt = LazyTranslate(__name__)


def _due(row):
    """The devices that were due in the department, in their order of inspection; those left at the end."""
    if not row:
        return row.env["printer.inspection.due"]
    rows = row.env["printer.inspection.due"].search(row.action_view_devices()["domain"])
    return rows.sorted(lambda due: (due.state == "dropped", not due.done_on, str(due.done_on or ""), due.id))


def _of_sheet(get):
    """Getter of what the sheet says, empty for a device that has none."""
    return lambda due: get(due.sheet_id) if due.sheet_id else ""


def _result(due) -> str:
    """What the sheet says, or why there is none."""
    if due.sheet_id:
        return result(due.sheet_id)
    if due.drop_reason:
        return dict(due._fields["drop_reason"]._description_selection(due.env))[due.drop_reason]
    return dict(due._fields["state"]._description_selection(due.env))[due.state]


def _opinion(sheet) -> str:
    scores = dict(sheet._fields["opinion_score"]._description_selection(sheet.env))
    return " ".join(filter(None, (scores.get(sheet.opinion_score), sheet.opinion)))


DEPARTMENT_ARCHIVE = register(
    Form(
        name="department_archive",
        title=_lt("Archive of the department's full inspection"),
        model="printer.inspection.coverage",
        subtitle="display_name",
        orientation="landscape",
        blocks=(
            Pairs(
                columns=3,
                pairs=(
                    Pair(_lt("Customer unit"), "unit_id"),
                    Pair(_lt("Department"), "department_id.name"),
                    Pair(_lt("Agreement"), "agreement_id"),
                    Pair(_lt("From"), "period_start"),
                    Pair(_lt("Until"), "period_end"),
                    Pair(_lt("Coverage"), "share", kind=PERCENT),
                    Pair(_lt("To inspect"), "due_count", kind=INTEGER),
                    Pair(_lt("Inspected"), "done_count", kind=INTEGER),
                    Pair(
                        _lt("Came later or dropped"),
                        lambda row: row.addition_count + row.dropped_count if row else None,
                        kind=INTEGER,
                    ),
                ),
            ),
            Table(
                title=_lt("Devices"),
                rows=_due,
                min_rows=10,
                columns=(
                    Column(_lt("Device"), "equipment_id.name", 12),
                    Column(_lt("Serial number"), "equipment_id.serial_no", 10),
                    Column(_lt("Place"), "equipment_id.place", 7),
                    Column(_lt("Inspected on"), "done_on", 7, DATE),
                    Column(_lt("Inspector"), "sheet_id.done_by_id.name", 6),
                    Column(_lt("Result"), _result, 7, align="center"),
                    Column(_lt("What was wrong"), _of_sheet(names_of_findings), 12),
                    Column(_lt("What became of it"), _of_sheet(handling), 10),
                    Column(_lt("User's opinion"), _of_sheet(_opinion), 9),
                ),
            ),
            Signatures(
                (
                    Signature(_lt("Equipment supervisor")),
                    Signature(_lt("Project manager")),
                    Signature(_lt("Customer's signature")),
                ),
                lines=2,
            ),
        ),
    )
)
