from . import test_clock
from . import test_corrections
from . import test_exclusions
from . import test_sla_measures
from . import test_escalation
from . import test_hours
from . import test_policy
from . import test_waiting
from . import test_response
from . import test_clock, test_plans
