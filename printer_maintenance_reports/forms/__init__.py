from . import customer
from . import dispatch
from . import inspection
from . import stocking
from . import visit
from . import workshop
