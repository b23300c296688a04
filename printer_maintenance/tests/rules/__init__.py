from . import test_clock_rules
