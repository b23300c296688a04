from . import visit_protocol
from . import receipt
