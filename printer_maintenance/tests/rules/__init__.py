from . import test_clock_rules
from . import test_foresight_rules
from . import test_inspection_rules
from . import test_meter_rules
from . import test_proposal_rules
from . import test_roster_rules
