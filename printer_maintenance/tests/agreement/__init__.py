from . import test_agreement
from . import test_coverage
from . import test_terms
from . import test_team
from . import test_commitments
from . import test_rights
