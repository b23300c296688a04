from . import test_inspection_forms
