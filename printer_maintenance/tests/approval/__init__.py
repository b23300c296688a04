from . import test_quote
from . import test_answers
from . import test_telephone
from . import test_quote_portal
from . import test_approval_roles
from . import test_settling
from . import test_judged_anew
from . import test_reconciliation
