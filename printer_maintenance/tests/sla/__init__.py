from . import test_clock
from . import test_corrections
from . import test_exclusions
from . import test_sla_measures
