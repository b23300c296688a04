from . import test_checks_killed
