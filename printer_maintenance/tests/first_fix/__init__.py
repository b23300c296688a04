from . import test_first_time_fix
from . import test_repeats
from . import test_first_fix_measures
