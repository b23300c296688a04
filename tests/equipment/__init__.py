from . import test_register_tour
