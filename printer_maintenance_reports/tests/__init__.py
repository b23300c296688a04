from .frame import *
from .customer import *
from .dispatch import *
from .inspection import *
from .receipt import *
from .visit import *
from .workshop import *
