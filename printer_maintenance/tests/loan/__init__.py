from . import test_loan
from . import test_loan_proposal
