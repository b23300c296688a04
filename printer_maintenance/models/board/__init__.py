from . import skill
from . import board
from . import board_reading
from . import board_proposal
from . import board_deeds
from . import board_news
from . import ir_websocket
