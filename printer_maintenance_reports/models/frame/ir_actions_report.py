"""Lets Odoo's report actions print declared forms."""

from odoo import api, models

from odoo.addons.base.models.ir_actions_report import _wkhtml

from ...forms.frame import of_report
from ...forms.frame.pdf import finish

_TEMPLATE = "printer_maintenance_reports.form"
_LAYOUT = "printer_maintenance_reports.form_layout"


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _get_printer_form(self):
        """The declaration that this report prints; None for every other report."""
        return of_report(self.report_name) if len(self) == 1 else None

    @api.model
    def _get_printer_form_renderer(self, report):
        # access follows the user who prints, never the superuser that looked the report up
        return (
            self.env["report.printer_maintenance_reports.form"]
            .sudo(False)
            .with_context(printer_form=report.report_name)
        )

    @api.model
    def _get_printer_form_file_name(self, report_name: str, record) -> str:
        """File name without its ending: the form's name in the user's language and the record's number.

        :param report_name: ``report_name`` of the report that is downloaded
        """
        from_user = record.with_context(lang=self.env.context.get("lang") or self.env.user.lang)
        form = of_report(report_name)
        title = from_user.env._(form.title)  # pylint: disable=E8502 # marked by _lt
        return f"{title} {record[form.reference]}" if isinstance(form.reference, str) else title

    # ---- spreadsheet

    @api.model
    def _render_xlsx(self, report_ref, docids, data):
        report_sudo = self._get_report(report_ref)
        if report_sudo._get_printer_form() is None:
            return super()._render_xlsx(report_ref, docids, data)
        return self._get_printer_form_renderer(report_sudo).create_xlsx_report(docids, data)

    # ---- PDF

    def _get_rendering_context_model(self, report):
        if report._get_printer_form() is None:
            return super()._get_rendering_context_model(report)
        return self._get_printer_form_renderer(report)

    def _render_template(self, template, values=None):
        if isinstance(template, str) and of_report(template):
            template = _TEMPLATE
        return super()._render_template(template, values)

    def _get_layout(self):
        """Forms bring all their styles along, so that a PDF needs no running web server to look right."""
        if self._get_printer_form() is None:
            return super()._get_layout()
        return self.env.ref(_LAYOUT)

    @api.model
    def _is_wkhtmltopdf_patched(self) -> bool:
        """Whether this machine's wkhtmltopdf can break pages between the rows of a table by itself."""
        return _wkhtml().is_patched_qt

    def _run_wkhtmltopdf(
        self,
        bodies,
        report_ref=False,
        header=None,
        footer=None,
        landscape=False,
        specific_paperformat_args=None,
        set_viewport_size=False,
    ):
        """Number the pages of a form ourselves: wkhtmltopdf on an unpatched Qt draws no headers and footers."""
        form = self._get_report(report_ref)._get_printer_form() if report_ref else None
        options = {
            "landscape": landscape,
            "specific_paperformat_args": specific_paperformat_args,
            "set_viewport_size": set_viewport_size,
        }
        if form is None:
            return super()._run_wkhtmltopdf(bodies, report_ref, header, footer, **options)
        self = self.with_context(printer_form_pdf=True)
        return finish(super()._run_wkhtmltopdf(bodies, report_ref=report_ref, **options))

    @api.model
    def _build_wkhtmltopdf_args(self, paperformat_id, landscape, *args, **options):
        """Forms have no scripts to wait for: a PDF takes a fifth of a second and not one and a fifth."""
        command = super()._build_wkhtmltopdf_args(paperformat_id, landscape, *args, **options)
        if self.env.context.get("printer_form_pdf"):
            command[command.index("--javascript-delay") + 1] = "0"
        return command
