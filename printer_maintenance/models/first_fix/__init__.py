from . import visit_reason
from . import visit
from . import res_company
from . import res_config_settings
from . import helpdesk_ticket
from . import judging
from . import measures
from . import visit_report
