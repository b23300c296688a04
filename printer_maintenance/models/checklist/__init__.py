from . import checklist
from . import checklist_item
