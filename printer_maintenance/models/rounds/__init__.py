from . import sheet
from . import my_rounds
