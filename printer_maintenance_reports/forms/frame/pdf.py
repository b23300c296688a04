"""The last touch to a PDF: page numbers, and Chinese that can be searched.

Both are done on the finished file, so that both builds of wkhtmltopdf end up the same.
"""

from collections.abc import Iterator
from io import BytesIO

from odoo.tools.pdf import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    PdfFileReader,
    PdfFileWriter,
)

from ...rules import pdf_text

_FROM_EDGE = 20  # points above the page's lower edge
_SIZE = 8  # points
_FONT = NameObject("/PrinterFormPage")
# widths of Helvetica's figures, blank and stroke, in parts of its size
_FIGURE_WIDTH, _OTHER_WIDTH = 0.556, 0.278


def finish(pdf: bytes) -> bytes:
    """The same PDF with "2 / 3" at the foot of each page and searchable Chinese.

    What is drawn on the pages is not touched: the number is one more content stream of each page, which costs
    milliseconds where merging pages would take seconds.

    :param pdf: content of a PDF
    """
    writer = PdfFileWriter()
    writer.appendPagesFromReader(PdfFileReader(BytesIO(pdf), strict=False))
    pages = [writer.getPage(position) for position in range(writer.getNumPages())]
    for font in _fonts(pages):
        _make_searchable(font)
    before = writer._addObject(_stream("q"))
    for position, page in enumerate(pages, start=1):
        # figures alone read in every language
        number = writer._addObject(_stream(_operators(page, f"{position} / {len(pages)}")))
        contents = page[NameObject("/Contents")]
        old = contents if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]
        page[NameObject("/Contents")] = ArrayObject([before, *old, number])
        _add_font(page)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _operators(page, text: str) -> str:
    """Draws a text in the middle of the page's foot, whatever the page's own content left behind."""
    width = _SIZE * sum(_FIGURE_WIDTH if char.isdigit() else _OTHER_WIDTH for char in text)
    start = (float(page.mediaBox.getWidth()) - width) / 2
    return f"Q q BT 0.35 g {_FONT} {_SIZE} Tf {start:.2f} {_FROM_EDGE} Td ({text}) Tj ET Q"


def _stream(content: str) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.setData(content.encode("latin-1"))
    return stream


def _fonts(pages) -> Iterator[DictionaryObject]:
    """Every font of the pages, each once."""
    seen = set()
    for page in pages:
        fonts = page[NameObject("/Resources")].get("/Font")
        for font in (fonts.get_object() if fonts is not None else {}).values():
            font = font.get_object()
            if id(font) not in seen:
                seen.add(id(font))
                yield font


def _make_searchable(font: DictionaryObject) -> None:
    cmap = font.get("/ToUnicode")
    if cmap is not None:
        content = cmap.get_object().getData()
        text = content.decode("latin-1") if isinstance(content, bytes) else content
        font[NameObject("/ToUnicode")] = _stream(pdf_text.searchable(text))


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
