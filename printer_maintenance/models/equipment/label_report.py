"""Printing sheets of labels with Odoo's own PDF machinery."""

import base64
from io import BytesIO

import qrcode

from odoo import api, models
from odoo.tools.pdf import ArrayObject, DecodedStreamObject, NameObject, PdfFileReader, PdfFileWriter

from ...rules.label_sheet import LABEL_SIZES
from ...rules.pdf_drawing import first_image_width

REPORT = "printer_maintenance.label_sheet"
# says on the page which paper it is made for, as Odoo's own templates do with margins
PAPER = "data-report-printer-paper"
# dots for each module of the code, and the quiet zone around it in modules
CODE_DOTS, CODE_BORDER = 2, 4
# any of the eight is valid; trying which one looks best would take five times as long
CODE_MASK = 2

# the white stripe that begins the first page, in pixels of 1/96 inch, and how wide it must come out, in points
STRIPE_PIXELS = 100
STRIPE_POINTS = 75.0


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _is_label_sheet(self) -> bool:
        return len(self) == 1 and self.report_name == REPORT

    @api.model
    def _label_code_image(self, address: str) -> str:
        """The QR code of an address as a data URI, so that a PDF needs no running web server.

        :param address: what the code says
        """
        # by the library of Odoo's own two-factor codes: ``barcode`` needs a part of reportlab that is often missing
        code = qrcode.QRCode(
            error_correction=qrcode.ERROR_CORRECT_M,
            box_size=CODE_DOTS,
            border=CODE_BORDER,
            mask_pattern=CODE_MASK,
        )
        code.add_data(address, optimize=0)
        stream = BytesIO()
        code.make_image().save(stream, format="PNG")
        return f"data:image/png;base64,{base64.b64encode(stream.getvalue()).decode()}"

    def get_paperformat(self):
        paper = self.env.context.get("printer_label_paper")
        if paper in {size.paper for size in LABEL_SIZES.values()} and self._is_label_sheet():
            return self.env.ref(f"printer_maintenance.{paper}")
        return super().get_paperformat()

    def _get_layout(self):
        """Labels bring all their styles along."""
        if self._is_label_sheet():
            return self.env.ref("printer_maintenance.label_layout")
        return super()._get_layout()

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
        """Print labels on the paper that they were laid out for, without header and footer."""
        options = {
            "landscape": landscape,
            "specific_paperformat_args": specific_paperformat_args,
            "set_viewport_size": set_viewport_size,
        }
        if not report_ref or not self._get_report(report_ref)._is_label_sheet():
            return super()._run_wkhtmltopdf(bodies, report_ref, header, footer, **options)
        paper = (specific_paperformat_args or {}).get(PAPER)
        reports = self.with_context(printer_label_paper=paper)
        return _in_true_size(super(IrActionsReport, reports)._run_wkhtmltopdf(bodies, report_ref, **options))

    @api.model
    def _build_wkhtmltopdf_args(self, paperformat_id, landscape, *args, **options):
        """Labels have no scripts to wait for."""
        command = super()._build_wkhtmltopdf_args(paperformat_id, landscape, *args, **options)
        if self.env.context.get("printer_label_paper"):
            command[command.index("--javascript-delay") + 1] = "0"
        return command


def _in_true_size(pdf: bytes) -> bytes:
    """The same pages with a millimetre that is a millimetre.

    wkhtmltopdf on an unpatched Qt shrinks what it prints by about a quarter, and nothing can stop it. How much is
    read from the stripe on the first page; then all pages are enlarged by as much.
    """
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    width = first_image_width(reader.getPage(0)["/Contents"].get_object().getData())
    if not width or abs(STRIPE_POINTS / width - 1) < 0.001:
        return pdf
    factor = STRIPE_POINTS / width
    writer = PdfFileWriter()
    writer.appendPagesFromReader(reader)
    for position in range(writer.getNumPages()):
        page = writer.getPage(position)
        enlarge = DecodedStreamObject()
        # what stands at the upper left corner stays there
        shift = float(page.mediaBox.getHeight()) * (1 - factor)
        enlarge.setData(f"{factor:.6f} 0 0 {factor:.6f} 0 {shift:.4f} cm".encode())
        page[NameObject("/Contents")] = ArrayObject([writer._addObject(enlarge), page.raw_get("/Contents")])
    result = BytesIO()
    writer.write(result)
    return result.getvalue()
