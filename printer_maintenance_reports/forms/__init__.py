from . import customer
from . import dispatch
from . import inspection
from . import pricing
from . import visit
from . import workshop
