from . import visit_confirm
from . import part_use
from . import label_print
