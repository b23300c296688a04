from . import test_foresight
from . import test_foresight_night
from . import test_order
from . import test_change
from . import test_digest
from . import test_cost_measures
