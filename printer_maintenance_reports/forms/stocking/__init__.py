from . import stocking_plan
