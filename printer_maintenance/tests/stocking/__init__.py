from . import test_plan
from . import test_suggestion
from . import test_checks
from . import test_counting
from . import test_exchange
from . import test_vans
from . import test_roles
from . import test_stock_measures
