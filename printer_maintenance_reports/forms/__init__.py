from . import customer
from . import dispatch
from . import inspection
from . import pricing
from . import stocking
from . import receipt
from . import visit
from . import workshop
