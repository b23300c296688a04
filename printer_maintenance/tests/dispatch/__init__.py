from . import test_roster
from . import test_roster_duty
from . import test_roster_gaps
from . import test_roster_holidays
