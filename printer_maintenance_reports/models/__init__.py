from . import frame
from . import visit
