from . import test_part_use
from . import test_part_finder
