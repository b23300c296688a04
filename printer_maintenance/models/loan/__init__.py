from . import equipment
from . import loan
from . import loan_stock
from . import loan_steps
from . import loan_signing
from . import loan_proposal
from . import helpdesk_ticket
from . import visit
