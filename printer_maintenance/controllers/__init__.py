from . import equipment
from . import ticket
from . import visit
