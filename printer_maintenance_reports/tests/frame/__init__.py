from . import test_access
from . import test_both_outputs
from . import test_declarations
from . import test_paper
from . import test_spreadsheet
