from . import repair_record
