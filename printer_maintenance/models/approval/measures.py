"""Measures: no part without approval, and how long requests wait for parts (REQUIREMENTS P2, P3)."""

from datetime import datetime, timedelta
from typing import ClassVar

from odoo import api, fields, models
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
        by_telephone = Domain("approval_id", "!=", False)
        broken = by_telephone & Domain("approval_id.state", "in", BROKEN)
        unsigned = ~by_telephone & Domain("is_signed_for", "=", False)
        # fitted on a word on the telephone, and refused in writing line by line
        refused = Domain("is_refused_late", "=", True)
        return broken | unsigned | refused


class WaitingForParts(Measure):
    """Minutes that a request waits for parts on average (P2).

    Counted are the waits that ended in the period, and those that still went on at its end, as long as they had lasted
    by then: a part that never comes does not make the figure better.
    """

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
            until = min(company._printer_midnight(last + timedelta(days=1)), fields.Datetime.now())
            counted = (
                Domain("reason_id", "=", reason.id)
                & Domain("start", "<", until)
                & (Domain("end", "=", False) | Domain("end", ">=", company._printer_midnight(first)))
            )
            mine = counted & Domain("ticket_id.agreement_id", "in", group.ids)
            # figures are the system's: every case counts, whoever looks
            waits_sudo = agreements.env["printer.sla.pause"].sudo().search(mine)
            for agreement, waits in waits_sudo.grouped(lambda wait: wait.ticket_id.agreement_id).items():
                minutes = sum((self._end(wait, until) - wait.start).total_seconds() for wait in waits) / 60
                own = counted & Domain("ticket_id.agreement_id", "=", agreement.id)
                found[agreement.id] = Figure(minutes / len(waits), len(waits), len(waits), own)
        return found

    @staticmethod
    def _end(wait, until: datetime) -> datetime:
        return min(wait.end, until) if wait.end else until


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {
            "parts_with_approval": PartsApproved(),
            "waiting_for_parts": WaitingForParts(),
        }
