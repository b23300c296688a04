from . import custody
from . import custody_accessory
from . import custody_move
from . import custody_reminder
from . import visit
