from . import visit
from . import visit_appointment
from . import helpdesk_ticket
from . import visit_meter
from . import visit_faults
