from . import test_clock
from . import test_clock_board
from . import test_clock_news
from . import test_countdown_tour
from . import test_escalation
from . import test_hours
from . import test_policy
from . import test_waiting
from . import test_response
from . import test_clock, test_plans
