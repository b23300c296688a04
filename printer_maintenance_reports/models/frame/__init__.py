from . import form_report
from . import ir_actions_report
from . import signed_paper
