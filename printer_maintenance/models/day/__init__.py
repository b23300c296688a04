from . import deed
from . import visit
from . import deed_kinds
from . import telephone
from . import my_day
