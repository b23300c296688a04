from . import test_blocked_price
from . import test_dossier
from . import test_market_price
from . import test_market_price_asking
from . import test_part_measures
from . import test_part_price
from . import test_price_override
from . import test_pricing_rights
