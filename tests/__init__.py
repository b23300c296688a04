from .clock import *
from .equipment import *
from .foresight import *
from .inspection import *
from .quality import *
from .security import *
from .stocking import *
from .story import *
