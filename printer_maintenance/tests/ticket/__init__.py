from . import test_ticket
from . import test_scope
from . import test_failure_on_record
from . import test_fault_follows
from . import test_two_at_once
from . import test_fault_code
from . import test_ticket_faults
from . import test_ticket_kinds
