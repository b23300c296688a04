from . import grid
from . import paper_text
from . import pdf_text
from . import spreadsheet_text
