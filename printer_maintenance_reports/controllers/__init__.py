from . import visit_protocol
