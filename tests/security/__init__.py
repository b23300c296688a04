from . import test_walking
from . import test_walking_models
