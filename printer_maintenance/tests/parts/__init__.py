from . import test_part_use
