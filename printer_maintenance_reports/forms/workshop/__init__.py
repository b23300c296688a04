from . import custody_receipt
from . import loan_receipt
