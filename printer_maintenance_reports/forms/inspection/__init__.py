from . import daily_check
from . import department_archive
from . import inspection_plan
from . import inspection_record
