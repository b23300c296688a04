from . import product_template
from . import part_fit
from . import stock_move
from . import fitting
from . import equipment
from . import repair_order
from . import helpdesk_ticket
from . import visit
