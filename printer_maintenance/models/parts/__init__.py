from . import repair_order
from . import helpdesk_ticket
from . import visit
