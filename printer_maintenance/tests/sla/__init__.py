from . import test_clock
from . import test_clock_board
from . import test_clock_news
from . import test_countdown_tour
