from . import test_custody
from . import test_photos
from . import test_workshop_tour
