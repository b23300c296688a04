"""Renders every declared form, in both outputs."""

from odoo import api, models
from odoo.exceptions import UserError

from ...forms.frame import of_report
from ...forms.frame.document import documents
from ...forms.frame.xlsx import WORKBOOK_OPTIONS, draw_workbook


class FormReport(models.AbstractModel):
    """The one renderer behind all forms (REQUIREMENTS F).

    Which form is meant stands in the context under ``printer_form``, as the report's name. People print what they may
    read: records are read as the user, see :func:`documents`.
    """

    _name = "report.printer_maintenance_reports.form"
    _inherit = "report.report_xlsx.abstract"
    _description = "Printed form"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Values for the PDF's template."""
        form = self._get_form()
        printed = documents(form, self.env, docids, data)
        return {
            "doc_ids": docids,
            "doc_model": form.model,
            "form": form,
            "printed": printed,
            "language": printed[0].locale.env.lang,
        }

    @api.model
    def _get_form(self):
        """The declaration that is to be printed.

        :raises UserError: when the context names none, as it may in a call that comes over the web
        """
        form = of_report(self.env.context.get("printer_form"))
        if form is None:
            raise UserError(self.env._("There is no such form."))
        return form

    def get_workbook_options(self):
        return WORKBOOK_OPTIONS

    def _get_objs_for_report(self, docids, data):
        """The documents take the place of the records: they have been checked and know their language."""
        return documents(self._get_form(), self.env, docids, data)

    def generate_xlsx_report(self, workbook, data, objs):
        draw_workbook(workbook, objs)
