from . import test_demo_foresight
