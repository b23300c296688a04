from . import test_part_use
from . import test_cover
from . import test_master_data
