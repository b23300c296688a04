from . import equipment_category
from . import equipment
from . import equipment_event
