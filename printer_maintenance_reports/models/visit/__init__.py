from . import ir_attachment
from . import visit_protocol
