from . import test_visit_protocol
