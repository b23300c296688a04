from . import test_repair_record
