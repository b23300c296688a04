from . import test_clock
from . import test_escalation
from . import test_hours
from . import test_policy
from . import test_waiting
from . import test_response
