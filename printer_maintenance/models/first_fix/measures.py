"""What the visits prove: fixed at the first one, and signed for (REQUIREMENTS V2, V3)."""

from abc import abstractmethod
from datetime import date, timedelta
from typing import ClassVar

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..agreement.measure import ShareMeasure
from .res_company import MOST_DAYS

_lt = LazyTranslate(__name__)


class WorkMeasure(ShareMeasure):
    """A share of what ended in a period, counted in one pass over the agreements of a time zone."""

    agreement_field: ClassVar[str]

    def figures(self, agreements, first, last):
        """See :meth:`Measure.figures`."""
        found = {}
        for group in agreements.grouped(lambda agreement: agreement.company_id._printer_zone()).values():
            company = group.company_id[:1]
            counted = self._counted(*self._span(company, first, last))
            failed = counted & self._failed()
            totals, failures = self._counts(group, counted), self._counts(group, failed)
            for agreement in group:
                total, bad = totals.get(agreement, 0), failures.get(agreement, 0)
                mine = Domain(self.agreement_field, "=", agreement.id)
                found[agreement.id] = self.figure(total - bad, total, mine & counted, mine & failed)
        return found

    def _counts(self, agreements, domain: Domain) -> dict:
        # figures are the system's: every case counts, whoever looks
        Model = agreements.env[self.model].sudo()
        mine = Domain(self.agreement_field, "in", agreements.ids)
        return dict(Model._read_group(mine & domain, [self.agreement_field], ["__count"]))

    @staticmethod
    def _span(company, first: date, last: date) -> tuple:
        """The moments between which something ended on these days (UTC)."""
        return company._printer_midnight(first), company._printer_midnight(last + timedelta(days=1))

    @abstractmethod
    def _counted(self, start, end) -> Domain:
        """The cases between two moments."""

    @abstractmethod
    def _failed(self) -> Domain:
        """Which of the cases speak against us."""


class FirstTimeFix(WorkMeasure):
    """Share of faults mended at the first visit that did not come back (REQUIREMENTS V2)."""

    label = _lt("Faults fixed at the first visit")
    model = "helpdesk.ticket"
    agreement_field = "agreement_id"
    # a repair has to hold for so long at most
    settling_days = MOST_DAYS + 1

    def _counted(self, start, end):
        return (
            Domain("first_time_fix", "!=", False)
            & Domain("solved_at", ">=", start)
            & Domain("solved_at", "<", end)
        )

    def _failed(self):
        return Domain("first_time_fix", "=", "no")


class SignedWork(WorkMeasure):
    """Share of finished visits that the contact signed for (REQUIREMENTS V3)."""

    label = _lt("Finished work signed for")
    model = "printer.visit"
    agreement_field = "ticket_id.agreement_id"
    # the contact may still sign in the portal
    settling_days = 31

    def _counted(self, start, end):
        return Domain("state", "=", "finished") & Domain("left_at", ">=", start) & Domain("left_at", "<", end)

    def _failed(self):
        return Domain("signed_at", "=", False)


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {"first_time_fix": FirstTimeFix(), "signed_work": SignedWork()}
