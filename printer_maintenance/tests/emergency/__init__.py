from . import test_start
from . import test_chain
from . import test_answer
from . import test_killed
