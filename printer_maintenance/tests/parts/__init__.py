from . import test_part_use
from . import test_cover
from . import test_master_data
from . import test_old_parts
from . import test_buying
from . import test_fitting
from . import test_part_finder
