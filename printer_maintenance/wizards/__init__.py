from . import visit_confirm
from . import part_use
