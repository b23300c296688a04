"""Page numbers, drawn onto a finished PDF: both builds of wkhtmltopdf then look the same."""

from io import BytesIO

from odoo.tools.pdf import PdfFileReader, PdfFileWriter

_FROM_EDGE = 20  # points above the page's lower edge
_SIZE = 8


def number_pages(pdf: bytes) -> bytes:
    """The same PDF with "2 / 3" at the foot of each page; figures alone read in every language.

    :param pdf: content of a PDF
    """
    # reportlab takes half a second to load; a server that prints no forms does without
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    pages = PdfFileReader(BytesIO(pdf), strict=False)
    count = pages.getNumPages()
    numbers = BytesIO()
    canvas = Canvas(numbers)
    for position in range(count):
        box = pages.getPage(position).mediaBox
        width, height = float(box.getWidth()), float(box.getHeight())
        canvas.setPageSize((width, height))
        canvas.setFont("Helvetica", _SIZE)
        canvas.setFillGray(0.35)
        canvas.drawCentredString(width / 2, _FROM_EDGE, f"{position + 1} / {count}")
        canvas.showPage()
    canvas.save()
    overlays = PdfFileReader(numbers)
    writer = PdfFileWriter()
    for position in range(count):
        page = pages.getPage(position)
        page.mergePage(overlays.getPage(position))
        writer.addPage(page)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()
