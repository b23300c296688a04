from . import demo_foresight
from . import demo_history
from . import demo_inspection
from . import demo_receipt
from . import demo_workshop
from . import demo_stocking
from . import demo_parts
