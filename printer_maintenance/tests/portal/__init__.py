from . import test_portal
from . import test_device_label
from . import test_device_label_reports
from . import test_commitments
from . import test_kind_form
from . import test_ticket_promises
