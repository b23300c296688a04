from . import test_stocking_plan
