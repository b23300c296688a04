from . import test_clock, test_plans
