"""What receipts prove: only parts with papers were used (REQUIREMENTS P4)."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..first_fix.measures import WorkMeasure

_lt = LazyTranslate(__name__)


class PartsWithPapers(WorkMeasure):
    """Share of the parts fitted on an agreement's jobs that had their papers when they were used."""

    label = _lt("Parts used with their papers")
    model = "printer.part.fitting"
    agreement_field = "agreement_id"

    def _counted(self, start, end):
        return Domain("fitted_at", ">=", start) & Domain("fitted_at", "<", end)

    def _failed(self):
        return Domain("with_papers", "=", False)


class MeasureRegistry(models.AbstractModel):
    _inherit = "printer.measure"

    @api.model
    def _measures(self):
        return super()._measures() | {"parts_with_papers": PartsWithPapers()}
