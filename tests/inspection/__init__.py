from . import test_rounds_killed
