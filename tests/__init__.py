from .quality import *
from .security import *
from .story import *
