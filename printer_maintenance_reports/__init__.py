from . import forms
from . import models
