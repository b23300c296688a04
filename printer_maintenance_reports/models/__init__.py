from . import frame
from . import visit
from . import workshop
