from .test_inspection_forms import *
