from . import test_parts_receipt
