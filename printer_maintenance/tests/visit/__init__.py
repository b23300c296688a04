from . import test_visit
from . import test_two_confirm
