from . import visit_confirm
from . import part_use
from . import retire
from . import application_reject
