from . import test_translations
from . import test_measures_upgrade
from . import test_checklists
from . import test_fault_codes
from . import test_mail_templates
