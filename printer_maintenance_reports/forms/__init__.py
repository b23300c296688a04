from . import customer
from . import dispatch
