from . import test_call
from . import test_hotline_search
from . import test_hotline_card
from . import test_hotline_register
from . import test_question
from . import test_hotline_rights
from . import test_hotline_tour
