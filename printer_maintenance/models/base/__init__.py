from . import guard_mixin
from . import state_mixin
