from . import agreement_stop
from . import visit_confirm
from . import part_use
from . import scope_decide
