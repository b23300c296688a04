from . import frame
from . import visit
from . import workshop
from . import pricing
