from . import customer
from . import dispatch
from . import visit
from . import workshop
