from . import agreement
from . import survey_user_input
from . import helpdesk_ticket
