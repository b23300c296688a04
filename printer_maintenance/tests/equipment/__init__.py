from . import test_equipment
from . import test_register_again
from . import test_register_bad_rows
from . import test_register_import
from . import test_register_files
from . import test_register_background
from . import test_register_rules
from . import test_label
