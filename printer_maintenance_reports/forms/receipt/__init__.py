from . import parts_receipt
