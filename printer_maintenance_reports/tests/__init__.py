from .frame import *
from .customer import *
from .dispatch import *
from .inspection import *
from .pricing import *
from .stocking import *
from .visit import *
from .workshop import *
