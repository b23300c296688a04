from . import sla_policy
from . import sla_target
from . import sla_clock
from . import agreement
from . import helpdesk_ticket
