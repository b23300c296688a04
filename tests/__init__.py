from .clock import *
from .equipment import *
from .quality import *
from .security import *
from .story import *
