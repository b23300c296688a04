from . import ir_http
from . import guard_mixin
from . import state_mixin
from . import res_company
from . import notifier
from . import mail_mail
from . import ir_attachment
