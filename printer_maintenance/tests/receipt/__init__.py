from . import test_receipt_check
from . import test_send_back
from . import test_lot_papers
from . import test_recall
from . import test_claim
from . import test_receipt_rights
from . import test_receipt_measure
from . import test_usable_stock
