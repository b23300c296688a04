"""Measures: no part without approval, and how long requests wait for parts (REQUIREMENTS P2, P3)."""

from datetime import timedelta
from typing import ClassVar

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..agreement.measure import Figure, Measure
from ..first_fix.measures import WorkMeasure

_lt = LazyTranslate(__name__)
# approvals by telephone that were never made good
BROKEN = ("lapsed", "refused", "void")


class PartsApproved(WorkMeasure):
    """Parts that needed an approval and had one: signed before, or by telephone and signed afterwards (P3)."""

    label = _lt("Parts replaced with approval")
    model = "printer.part.fitting"
    agreement_field = "agreement_id"
    # what was approved by telephone is signed afterwards
    settling_days = 14

    def _counted(self, start, end):
        return (
            Domain("needs_approval", "=", True)
            & Domain("taken_back_at", "=", False)
            & Domain("fitted_at", ">=", start)
            & Domain("fitted_at", "<", end)
        )

    def _failed(self):
        # fitted on a word on the telephone, and refused in writing line by line
        refused = Domain("move_id.sale_line_id.is_refused", "=", True)
        return Domain("approval_id.state", "in", BROKEN) | refused


class WaitingForParts(Measure):
    """Minutes that a request waits for parts on average, of the waits that ended in the period (P2)."""

    label = _lt("Waiting time for parts")
    unit: ClassVar[str] = "minutes"
    model = "printer.sla.pause"
    lower_is_better = True

    def figures(self, agreements, first, last):
        """See :meth:`Measure.figures`; one pass over the waits of all agreements of a time zone."""
        reason = agreements.env.ref("printer_maintenance.reason_part", raise_if_not_found=False)
        found = {agreement.id: Figure(None) for agreement in agreements}
        zones = agreements.grouped(lambda agreement: agreement.company_id._printer_zone())
        for group in zones.values() if reason else ():
            company = group.company_id[:1]
            counted = (
                Domain("reason_id", "=", reason.id)
                & Domain("end", ">=", company._printer_midnight(first))
                & Domain("end", "<", company._printer_midnight(last + timedelta(days=1)))
            )
            mine = counted & Domain("ticket_id.agreement_id", "in", group.ids)
            # figures are the system's: every case counts, whoever looks
            waits_sudo = agreements.env["printer.sla.pause"].sudo().search(mine)
            for agreement, waits in waits_sudo.grouped(lambda wait: wait.ticket_id.agreement_id).items():
                minutes = sum((wait.end - wait.start).total_seconds() for wait in waits) / 60
                own = counted & Domain("ticket_id.agreement_id", "=", agreement.id)
                found[agreement.id] = Figure(minutes / len(waits), len(waits), len(waits), own)
        return found


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {
            "parts_with_approval": PartsApproved(),
            "waiting_for_parts": WaitingForParts(),
        }
