from . import checklist
from . import checklist_item
from . import checklist_option
from . import inspection_point
from . import checklist_version
from . import item_version
from . import point_answer
