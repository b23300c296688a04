from . import management_review
