from . import customer
from . import dispatch
from . import inspection
from . import receipt
from . import visit
from . import workshop
