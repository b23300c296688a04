from . import test_sweep_killed
