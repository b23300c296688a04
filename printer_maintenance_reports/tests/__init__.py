from .frame import *
from .dispatch import *
