from . import helpdesk_ticket_stage
from . import helpdesk_ticket_team
from . import maintenance_request
from . import maintenance_equipment
from . import helpdesk_ticket
from . import ticket_scope
from . import ticket_responsibility
from . import ticket_on_record
