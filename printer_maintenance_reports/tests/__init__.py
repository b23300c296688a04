from .frame import *
from .customer import *
from .dispatch import *
from .visit import *
from .workshop import *
