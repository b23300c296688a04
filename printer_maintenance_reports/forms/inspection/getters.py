"""What the forms of inspections have in common."""

from odoo.tools.translate import LazyTranslate

from ..frame import Signature, Signatures

_lt = LazyTranslate(__name__)


def names_of_findings(sheet) -> str:
    """What was found at a device."""
    return "\n".join(f"{finding.name}: {finding.found_text or ''}" for finding in _findings(sheet))


def handling(sheet) -> str:
    """What became of what was found."""
    return "\n".join(handling_of(finding) for finding in _findings(sheet))


def handling_of(finding) -> str:
    """How a finding stands, with what was done or the number of the request."""
    state = dict(finding._fields["state"]._description_selection(finding.env))[finding.state]
    said = finding.done_text or finding.sudo().ticket_id.number or finding.decision or finding.words or ""
    return f"{state} {said}".strip()


def result(sheet) -> str:
    """In order, abnormal, unsafe; or why it was not inspected."""
    if sheet.state == "left_out":
        reasons = dict(sheet._fields["left_out_reason"]._description_selection(sheet.env))
        return " ".join(filter(None, (reasons.get(sheet.left_out_reason), sheet.left_out_note)))
    return dict(sheet._fields["verdict"]._description_selection(sheet.env)).get(sheet.verdict, "")


def _findings(sheet):
    return sheet.finding_ids.filtered(lambda finding: finding.state != "withdrawn")


def signatures(round_of):
    """The leader who handed in, the second who confirmed, the supervisor who signed off, with their times.

    :param round_of: gives the round of the record that is printed
    """
    return Signatures(
        (
            Signature(
                _lt("Group leader"),
                name=lambda record: round_of(record).sudo().leader_id.name,
                at=lambda record: round_of(record).handed_in_at,
            ),
            Signature(
                _lt("Second inspector"),
                name=lambda record: round_of(record).sudo().second_id.name,
                at=lambda record: round_of(record).confirmed_at,
            ),
            Signature(
                _lt("Equipment supervisor"),
                name=lambda record: round_of(record).sudo().accepted_by_id.name,
                at=lambda record: round_of(record).accepted_at,
            ),
        ),
        lines=2,
    )
