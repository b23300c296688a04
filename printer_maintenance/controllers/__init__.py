from . import commitment
from . import device_label
from . import equipment
from . import login
from . import ticket
from . import ticket_list
from . import visit
from . import photo
