"""Page numbers, drawn onto a finished PDF: both builds of wkhtmltopdf then look the same."""

from io import BytesIO

from odoo.tools.pdf import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    PdfFileReader,
    PdfFileWriter,
)

_FROM_EDGE = 20  # points above the page's lower edge
_SIZE = 8  # points
_FONT = NameObject("/PrinterFormPage")
# widths of Helvetica's figures, blank and stroke, in parts of its size
_FIGURE_WIDTH, _OTHER_WIDTH = 0.556, 0.278


def number_pages(pdf: bytes) -> bytes:
    """The same PDF with "2 / 3" at the foot of each page; figures alone read in every language.

    What stands on the pages is not touched: the number is one more content stream of each page, which costs
    milliseconds where merging pages would take seconds.

    :param pdf: content of a PDF
    """
    writer = PdfFileWriter()
    writer.appendPagesFromReader(PdfFileReader(BytesIO(pdf), strict=False))
    count = writer.getNumPages()
    before = writer._addObject(_stream("q"))
    for position in range(count):
        page = writer.getPage(position)
        box = page.mediaBox
        text = f"{position + 1} / {count}"
        start = (float(box.getWidth()) - _width(text)) / 2
        after = _stream(f"Q q BT 0.35 g {_FONT} {_SIZE} Tf {start:.2f} {_FROM_EDGE} Td ({text}) Tj ET Q")
        contents = page[NameObject("/Contents")]
        old = contents if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]
        page[NameObject("/Contents")] = ArrayObject([before, *old, writer._addObject(after)])
        _add_font(page)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _width(text: str) -> float:
    """Width of a page number in points."""
    return _SIZE * sum(_FIGURE_WIDTH if char.isdigit() else _OTHER_WIDTH for char in text)


def _stream(operators: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.setData(operators.encode())
    return stream


def _add_font(page) -> None:
    """Name Helvetica, which every PDF reader has, among the page's resources."""
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = page[NameObject("/Resources")]
    fonts = resources.get("/Font")
    named = DictionaryObject(fonts.get_object() if fonts is not None else {})
    named[_FONT] = font
    resources[NameObject("/Font")] = named
