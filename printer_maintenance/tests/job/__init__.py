from . import test_preparation
from . import test_supply
from . import test_checks
from . import test_software
from . import test_acceptance
