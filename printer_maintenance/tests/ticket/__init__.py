from . import test_ticket
from . import test_scope
from . import test_failure_on_record
