"""What the clocks prove: promised times kept, raw and adjusted (REQUIREMENTS S2-S4, S6, A4)."""

from datetime import date, timedelta
from typing import ClassVar

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ...rules import commitments
from ..agreement.measure import Figure, Measure

_lt = LazyTranslate(__name__)


class PromiseMeasure(Measure):
    """Share of the clocks of a milestone that were kept; each counts in the period in which it started.

    A clock that runs past its deadline is missed already; one that is not due yet, stands still or was cancelled is
    no case. What the customer accepted as an exclusion stays out of the adjusted figure.
    """

    model = "printer.sla.clock"
    # requests of a period's last days are kept or missed after its end
    settling_days = 31
    milestone: ClassVar[str]

    def figures(self, agreements, first, last):
        """See :meth:`Measure.figures`; one pass over the clocks of all agreements of a time zone."""
        by_zone = agreements.grouped(lambda agreement: agreement.company_id._printer_zone())
        return {
            agreement_id: figure
            for group in by_zone.values()
            for agreement_id, figure in self._of_zone(group, first, last).items()
        }

    def _of_zone(self, agreements, first: date, last: date) -> dict[int, Figure]:
        """The figures of agreements whose companies sit in the same time zone."""
        counted = self._counted(agreements.company_id[:1], first, last)
        # figures are the system's: every clock counts, whoever looks
        groups = (
            agreements.env["printer.sla.clock"]
            .sudo()
            ._read_group(
                Domain("agreement_id", "in", agreements.ids) & counted,
                ["agreement_id", "state", "is_excluded"],
                ["__count"],
            )
        )
        cases = {agreement.id: [] for agreement in agreements}
        for agreement, state, is_excluded, count in groups:
            cases[agreement.id].append((state == "met", is_excluded, count))
        return {
            agreement_id: self._figure(Domain("agreement_id", "=", agreement_id) & counted, rows)
            for agreement_id, rows in cases.items()
        }

    def _counted(self, company, first: date, last: date) -> Domain:
        """The cases: clocks that started in the period and are decided, or late by now."""
        started = Domain("start", ">=", company._printer_midnight(first)) & Domain(
            "start", "<", company._printer_midnight(last + timedelta(days=1))
        )
        late = Domain("state", "=", "running") & Domain("deadline", "<", fields.Datetime.now())
        decided = Domain("state", "in", ("met", "missed"))
        return Domain("milestone", "=", self.milestone) & started & (decided | late)

    @staticmethod
    def _figure(counted: Domain, rows) -> Figure:
        tally = commitments.tally(rows)
        return Figure(
            commitments.share(tally.good, tally.total),
            tally.good,
            tally.total,
            counted,
            counted & Domain("state", "!=", "met"),
            commitments.share(tally.good, tally.total - tally.excluded),
            tally.excluded,
        )


class ConfirmedInTime(PromiseMeasure):
    """Share of reports confirmed by telephone in time (REQUIREMENTS S2)."""

    label = _lt("Reports confirmed in time")
    milestone = "confirm"


class RespondedInTime(PromiseMeasure):
    """Share of reports responded to in time (REQUIREMENTS S3)."""

    label = _lt("Reports responded to in time")
    milestone = "respond"


class OnSiteInTime(PromiseMeasure):
    """Share of reports for which an engineer was on site in time (REQUIREMENTS S3)."""

    label = _lt("Engineer on site in time")
    milestone = "arrive"


class MajorToldInTime(PromiseMeasure):
    """Share of major faults told to the operations management in time (REQUIREMENTS S6)."""

    label = _lt("Major faults told in time")
    milestone = "report"


class AnsweredInTime(PromiseMeasure):
    """Share of consultations answered in time (REQUIREMENTS S4)."""

    label = _lt("Consultations answered in time")
    milestone = "answer"


class SolvedInTime(PromiseMeasure):
    """Share of requests solved in time."""

    label = _lt("Requests solved in time")
    milestone = "resolve"


MEASURES = {
    "promise_confirm": ConfirmedInTime(),
    "promise_respond": RespondedInTime(),
    "promise_arrive": OnSiteInTime(),
    "promise_report": MajorToldInTime(),
    "promise_answer": AnsweredInTime(),
    "promise_resolve": SolvedInTime(),
}


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | MEASURES


class SlaClock(models.Model):
    _inherit = "printer.sla.clock"

    def _measure_again(self) -> None:
        """Measure the periods anew in which these clocks started: what was decided about them has changed."""
        # figures are the system's: every clock counts, whoever decides
        for agreement_sudo, clocks in self.sudo().filtered("agreement_id").grouped("agreement_id").items():
            codes = {code for code, m in MEASURES.items() if m.milestone in clocks.mapped("milestone")}
            company, today = agreement_sudo.company_id, agreement_sudo._today_there()
            days = {company._printer_day(clock.start) for clock in clocks}
            promises = agreement_sudo.commitment_ids.filtered(
                lambda promise, codes=codes: promise.measure in codes
            )
            for kind, group in promises.grouped("period").items():
                for last in sorted({min(commitments.period(kind, day)[1], today) for day in days}):
                    group._measure_period(last)
