from . import deed
from . import visit
from . import deed_kinds
from . import my_day
