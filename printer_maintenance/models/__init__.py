from . import base
from . import agreement
from . import equipment
from . import ticket
from . import sla
from . import dispatch
from . import parts
from . import satisfaction
