from . import agreement_stop
from . import visit_confirm
from . import part_use
from . import scope_decide
from . import event_correct
from . import meter_enter
from . import meter_decide
