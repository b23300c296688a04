from . import res_partner
from . import equipment
from . import call
from . import helpdesk_ticket
from . import hotline
from . import hotline_search
from . import hotline_card
from . import hotline_register
