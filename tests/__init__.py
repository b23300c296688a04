from .security import *
from .story import *
