from . import test_board
from . import test_board_news
from . import test_board_tour
from . import test_two_assign
