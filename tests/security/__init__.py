from . import test_access_matrix
from . import test_guards
from . import test_helpdesk_hole
from . import test_walking
