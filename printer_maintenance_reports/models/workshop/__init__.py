from . import custody
from . import loan
