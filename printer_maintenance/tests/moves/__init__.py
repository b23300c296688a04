from . import test_acceptance
from . import test_application
from . import test_asset_count
from . import test_asset_count_settle
from . import test_moved_events
from . import test_moves_tour
from . import test_retirement
from . import test_transfer
