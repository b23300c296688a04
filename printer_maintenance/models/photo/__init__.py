from . import photo
from . import visit
from . import custody
