from . import test_visit
from . import test_two_confirm
from . import test_planning
from . import test_moving
from . import test_ending
from . import test_steps
from . import test_two_finish
