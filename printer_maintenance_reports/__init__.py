from . import forms
from . import models
from . import controllers
