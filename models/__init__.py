from . import demo_foresight
from . import demo_history
from . import demo_inspection
from . import demo_workshop
