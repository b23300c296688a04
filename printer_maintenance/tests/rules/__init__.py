from . import test_clock_rules
from . import test_meter_rules
from . import test_proposal_rules
from . import test_roster_rules
from . import test_inspection_rules
from . import test_part_price_rules
from . import test_stocking_rules
from . import test_receipt_rules
