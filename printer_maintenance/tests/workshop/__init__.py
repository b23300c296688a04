from . import test_custody
from . import test_photos
